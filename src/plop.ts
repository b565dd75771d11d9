// The switchboard: plop knows the verbs, asks what they ask, and runs their actions in order.
import nodePlop from "node-plop";
import type { Actions, PlopGeneratorConfig } from "plop";
import type { Command } from "./cli/request.ts";
import type { ExitCode } from "./user-error.ts";
import { createVerb } from "./commands/create/create.ts";
import { renderVerb } from "./commands/render/render-receipt.ts";
import type { Verb } from "./commands/command.ts";
import type { Terminal } from "./terminal.ts";

interface Run {
  command: Extract<Command, { verb: "create" | "doctor" | "publish" | "render" }>;
  terminal: Terminal;
  /** Aborted by Ctrl-C. */
  stop: AbortSignal;
}

/**
 * Runs a verb to its end.
 *
 * @returns the exit code
 * @throws what the first failing action threw, itself: plop would make a text of it
 */
export async function runVerb({ command, terminal, stop }: Run): Promise<ExitCode> {
  if (command.verb === "create") return run("create", createVerb({ asked: command.asked, terminal, stop }));
  if (command.verb === "render") return run("render", renderVerb({ file: command.file, input: process.stdin, output: process.stdout, stop }));
  // The two above start sooner without what these load.
  if (command.verb === "doctor") {
    const { doctorVerb } = await import("./commands/doctor/doctor.ts");
    return run("doctor", doctorVerb({ caller: command.caller, terminal, stop }));
  }
  const { publishVerb } = await import("./commands/publish/publish.ts");
  return run("publish", publishVerb({ asked: command.asked, terminal, stop }));
}

async function run<Order>(name: string, verb: Verb<Order>): Promise<ExitCode> {
  const plop = await nodePlop();
  const failures: unknown[] = [];
  const generator = plop.setGenerator(name, generatorFor(verb, failures));
  const order: unknown = await generator.runPrompts();
  const { failures: told } = await generator.runActions(order as Record<string, unknown>);
  if (failures.length > 0) throw failures[0];
  if (told.length > 0) throw new Error(`plop could not run ${name}: ${JSON.stringify(told[0])}`);
  return verb.exitCode();
}

/** A verb as plop takes it, with every failure kept as it was thrown. */
function generatorFor<Order>({ description, prompts, actions }: Verb<Order>, failures: unknown[]): PlopGeneratorConfig {
  const keeping = (action: () => unknown) => async () => {
    try {
      await action();
      return "";
    } catch (error) {
      failures.push(error);
      throw error;
    }
  };
  return {
    description,
    prompts: prompts as unknown as PlopGeneratorConfig["prompts"],
    actions: ((order: Order) => actions(order).map(keeping)) as unknown as Actions,
  };
}
