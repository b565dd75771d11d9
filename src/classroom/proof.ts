// Proof: PROOF.md with the matrix of variants and tasks, and the same as proof.json.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJsonFile } from "../json-file.ts";
import { counted, unquoted } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { escaped } from "./paper.ts";
import type { Task } from "./tasks.ts";
import { hasAllChecks, type Ran } from "./verdict.ts";

interface Proof {
  tasks: Task[];
  runs: Ran[];
  findings: string[];
  /** The database on which it was proven: "PGlite". */
  database?: string;
  version: string;
}

export function proofPaper({ tasks, runs, findings, database, version }: Proof): string {
  const checks = runs[0]?.result.checks.length ?? 0;
  const contents = `${counted(tasks.length, "task")} with ${counted(checks, "check")}`;
  const where = database === undefined ? "" : ` on ${database}`;
  return `${[
    "# Proof",
    `${contents}, ${counted(runs.length, "variant")}${where}. Made by version ${version}.`,
    verdict(findings),
    matrix(tasks, runs),
    "✔ all checks pass; a number says how many fail; ? not every check has a result.",
  ].join("\n\n")}\n`;
}

function verdict(findings: string[]): string {
  if (findings.length > 0) return ["**Not proven:**", "", ...findings.map(item)].join("\n");
  return "**Proven.** The solution passes every check. Each open task and each mistake fails its own.";
}

/** Every line of a finding belongs to its item. */
function item(finding: string): string {
  return `- ${escaped(finding).replaceAll("\n", "\n  ")}`;
}

/** A row for each variant, a column for each task. */
function matrix(tasks: Task[], runs: Ran[]): string {
  const row = (first: string, cells: string[]) => `| ${[first, ...cells].join(" | ")} |`;
  const rows = runs.map((ran) =>
    row(
      escaped(unquoted(ran.variant.name, 400)),
      tasks.map(({ id }) => cell(id, ran, runs[0] ?? ran)),
    ),
  );
  return [
    row(
      "Variant",
      tasks.map(({ id }) => id),
    ),
    row(
      "---",
      tasks.map(() => ":-:"),
    ),
    ...rows,
  ].join("\n");
}

export const proofFile = "proof.json";

/** Whether the last proof of an assignment's folder succeeded. */
export function wasProven(folder: string): boolean {
  const file = join(folder, proofFile);
  try {
    return existsSync(file) && readJsonFile("proof", file).status === "proven";
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

export function proofDocument({ tasks, runs, findings, database, version }: Proof): object {
  return {
    format: 1,
    status: findings.length === 0 ? "proven" : "refuted",
    version,
    database,
    tasks: tasks.map(({ id }) => id),
    findings,
    variants: runs.map(({ variant: { name, open, change }, result }) => ({
      name,
      open,
      task: change?.task,
      unfinished: result.unfinished,
      checks: result.checks,
    })),
  };
}

function cell(id: string, ran: Ran, solution: Ran): string {
  if (!hasAllChecks(id, ran, solution)) return "?";
  const failing = ran.result.checks.filter(({ task, passed }) => task === id && !passed).length;
  return failing === 0 ? "✔" : String(failing);
}
