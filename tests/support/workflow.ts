// Workflow: runs the steps of a GitHub workflow in order, each in its own bash that stops at the first failure.
import { parse } from "yaml";
import { program, type Finished } from "./run-npm.ts";

interface Step {
  run?: string;
  env?: Record<string, string>;
}

/** The steps of a job that run commands. */
export function runsOf(workflow: string, job: string): { run: string; env: Record<string, string> }[] {
  const { jobs } = parse(workflow) as { jobs: Record<string, { steps: Step[] }> };
  return (jobs[job]?.steps ?? []).flatMap(({ run, env = {} }) => (run === undefined ? [] : [{ run, env }]));
}

/** Runs one step in a folder. */
export function runStep(folder: string, run: string, env: Record<string, string>): Promise<Finished> {
  return program(folder, "bash", ["-e", "-c", run], { CI: "true", ...env });
}
