// Switchboard: plop knows the commands, asks their questions and runs their actions in order.
import nodePlop from "node-plop";
import type { Actions, PlopGeneratorConfig } from "plop";
import type { AssignmentActionName } from "./cli/assignment-actions.ts";
import type { ActionRequest, CommandLine } from "./cli/request.ts";
import type { ExitCode } from "./user-error.ts";
import type { Command } from "./commands/command.ts";
import type { Terminal } from "./terminal.ts";

interface ActionContext extends Omit<Run, "line"> {
  asked: ActionRequest;
}

const assignmentActions: Record<AssignmentActionName, (context: ActionContext) => Promise<ExitCode>> = {
  handout: async (context) =>
    run("handout", (await import("./commands/assignment/handout.ts")).handoutCommand(context)),
  collect: async (context) => {
    const { asked, terminal } = context;
    const from = asked.text("submissions");
    if (from === undefined)
      return run("collect", (await import("./commands/assignment/collect.ts")).collectCommand(context));
    const { collectFoldersCommand } = await import("./commands/assignment/collect-folders.ts");
    return run("collect", collectFoldersCommand(asked.directory ?? ".", from, terminal));
  },
  update: async (context) => run("update", (await import("./commands/assignment/update.ts")).updateCommand(context)),
  prove: async (context) => run("prove", (await import("./commands/assignment/prove.ts")).proveCommand(context)),
  check: async (context) =>
    run("check", (await import("./commands/assignment/check-submissions.ts")).checkCommand(context)),
  grades: async (context) => run("grades", (await import("./commands/assignment/grades.ts")).gradesCommand(context)),
};

/** Those that write the class or the results. */
const writing = new Set<AssignmentActionName>(["handout", "collect", "update", "check"]);

interface Run {
  line: Exclude<CommandLine, { command: "help" | "version" }>;
  terminal: Terminal;
  stop: AbortSignal;
}

/**
 * Runs a command, and loads no other.
 * @throws the error of the first failed action itself, which plop would turn into text
 */
export async function runCommand({ line, terminal, stop }: Run): Promise<ExitCode> {
  if (line.command === "create") {
    const { createCommand } = await import("./commands/create/create.ts");
    return run("create", createCommand({ asked: line.asked, terminal, stop }));
  }
  if (line.command === "assignment create") {
    const { assignmentCommand } = await import("./commands/assignment/assignment-create.ts");
    return run(line.command, assignmentCommand({ asked: line.asked, terminal, stop }));
  }
  if (line.command === "assignment") {
    const { asked } = line;
    const act = () => assignmentActions[asked.action]({ asked, terminal, stop });
    if (!writing.has(asked.action) || asked.dryRun) return act();
    const { aloneIn } = await import("./commands/assignment/alone-in.ts");
    return aloneIn(asked.directory ?? ".", act);
  }
  if (line.command === "publish") {
    const { publishCommand } = await import("./commands/publish/publish.ts");
    return run("publish", publishCommand({ asked: line.asked, terminal, stop }));
  }
  if (line.command === "doctor") {
    const { doctorCommand } = await import("./commands/doctor/doctor.ts");
    return run("doctor", doctorCommand({ caller: line.caller, terminal, stop }));
  }
  const { renderCommand } = await import("./commands/render/render-receipt.ts");
  return run("render", renderCommand({ file: line.file, input: process.stdin, output: process.stdout, stop }));
}

async function run<Order>(name: string, command: Command<Order>): Promise<ExitCode> {
  const plop = await nodePlop();
  const failures: unknown[] = [];
  const generator = plop.setGenerator(name, generatorFor(command, failures));
  const order: unknown = await generator.runPrompts();
  const { failures: thrown } = await generator.runActions(order as Record<string, unknown>);
  if (failures.length > 0) throw failures[0];
  if (thrown.length > 0) throw new Error(`plop could not run ${name}: ${JSON.stringify(thrown[0])}`);
  return command.exitCode();
}

/** The command as a plop generator that keeps every error as it was thrown. */
function generatorFor<Order>(
  { description, prompts, actions }: Command<Order>,
  failures: unknown[],
): PlopGeneratorConfig {
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
