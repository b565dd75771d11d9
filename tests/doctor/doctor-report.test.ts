// Report of `doctor`: a line for each finding by its status, then advice and commands, then the count.
import { expect, test } from "vitest";
import { codeFor, reportFindings } from "../../src/commands/doctor/doctor-report.ts";
import type { Found } from "../../src/doctor/examine.ts";
import type { Terminal } from "../../src/terminal.ts";

const fine: Found = { id: "node", status: "fine", says: "Node.js 24 is new enough" };
const note: Found = { id: "gh", status: "note", problem: "gh is not installed", advice: "Install it.", commands: ["apt install gh"] };
const missing: Found = { id: "git", status: "missing", problem: "Git is not installed", advice: "Install it.", commands: [] };

function reported(found: Found[]): { lines: string[]; document: unknown } {
  const lines: string[] = [];
  let document: unknown;
  const add = (mark: string) => (text: string) => void lines.push(mark + text);
  const terminal: Partial<Terminal> = {
    done: add("✔ "), note: add("! "), missing: add("✘ "), say: add(""),
    commands: (commands) => commands.forEach(add("$ ")),
    document: (value) => { document = value; },
  };
  reportFindings(found, terminal as Terminal);
  return { lines, document };
}

test("each finding has its mark, each problem its advice, and the count comes last", () => {
  const { lines, document } = reported([fine, note, missing]);
  expect(lines).toEqual([
    "✔ Node.js 24 is new enough", "! gh is not installed", "✘ Git is not installed",
    "\ngh is not installed. Install it.", "$ apt install gh", "\nGit is not installed. Install it.",
    "\nChecked 3 things: 1 required thing is missing, 1 worth knowing.",
  ]);
  expect(document).toEqual({ format: 1, status: "incomplete", checks: [fine, note, missing] });
});

test.each<[Found[], string, string, number]>([
  [[fine, fine], "Checked 2 things: nothing required is missing.", "ready", 0],
  [[fine, note], "Checked 2 things: nothing required is missing, 1 worth knowing.", "ready", 0],
  [[missing, missing], "Checked 2 things: 2 required things are missing.", "incomplete", 1],
])("the summary and the exit code of %j", (found, summary, status, code) => {
  const { lines, document } = reported(found);
  expect(lines.at(-1)).toBe(`\n${summary}`);
  expect(document).toMatchObject({ status });
  expect(codeFor(found)).toBe(code);
});
