// Command `doctor`: checks this machine and says what to type for each problem. It changes nothing.
import { examine, type Found } from "../../doctor/examine.ts";
import { surroundingsAt, type Surroundings } from "../../doctor/surroundings.ts";
import type { Terminal } from "../../terminal.ts";
import { codeFor, reportFindings } from "./doctor-report.ts";
import type { Command } from "../command.ts";

export interface DoctorContext {
  caller: string | undefined;
  terminal: Terminal;
  stop: AbortSignal;
}

export function doctorCommand({ caller, terminal, stop }: DoctorContext): Command<Surroundings> {
  const found: Found[] = [];
  return {
    description: "Checks this machine",
    prompts: () => Promise.resolve(surroundingsAt(process.cwd(), process.env, caller)),
    actions: (surroundings) => [
      async () =>
        void found.push(...(await terminal.during("Checking this machine", () => examine(surroundings, stop)))),
      () => reportFindings(found, terminal),
    ],
    exitCode: () => codeFor(found),
  };
}
