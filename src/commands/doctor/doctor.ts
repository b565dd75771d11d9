// The verb `doctor`: looks at what this machine has, and says what to type for what it lacks. It changes nothing.
import { examine, type Found } from "../../doctor/examine.ts";
import { sceneAt, type Scene } from "../../doctor/surroundings.ts";
import type { Terminal } from "../../terminal.ts";
import { codeFor, reportFindings } from "./doctor-report.ts";
import type { Verb } from "../command.ts";

/** Everything that a `doctor` needs from outside. */
export interface DoctorContext {
  /** The package manager that runs us. */
  caller: string | undefined;
  terminal: Terminal;
  /** Aborted by Ctrl-C. */
  stop: AbortSignal;
}

/** `doctor` as a plop generator. */
export function doctorVerb({ caller, terminal, stop }: DoctorContext): Verb<Scene> {
  const found: Found[] = [];
  return {
    description: "Looks for what is missing",
    prompts: () => Promise.resolve(sceneAt(process.cwd(), process.env, caller)),
    actions: (scene) => [
      async () => void found.push(...(await terminal.during("Looking at this machine", () => examine(scene, stop)))),
      () => reportFindings(found, terminal),
    ],
    exitCode: () => codeFor(found),
  };
}
