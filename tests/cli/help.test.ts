// Help text: committed as a file, so that a change is reviewed as a diff. Run with -u to write it again.
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { actionNames, assignmentActions } from "../../src/cli/assignment-actions.ts";
import { assignmentHelp, helpText } from "../../src/cli/help.ts";

test("--help prints the text of tests/snapshots/help.txt (run with -u to update it)", async () => {
  await expect(`${helpText(openCatalog())}\n`).toMatchFileSnapshot("../snapshots/help.txt");
});

test.each(actionNames)("assignment %s --help shows its usage and the flags that it takes, and no others", (action) => {
  const { usage, says, flags } = assignmentActions[action];
  const lines = assignmentHelp(action)?.split("\n") ?? [];
  expect(lines.slice(0, 5)).toEqual([`Usage: npm start -- assignment ${action} ${usage.join(" ")}`, "", says, "", "Flags:"]);
  expect(lines.slice(5).map((line) => /--([a-z-]+)/.exec(line)?.[1]).sort()).toEqual([...flags].sort());
});

test("assignment create --help shows its own flags and says where the others are, and other words have no help", () => {
  expect(assignmentHelp("create")).toMatch(/--help\.\n\nFlags:\n {2}--from [^]*--tasks [^]*--due /);
  expect(["constructor", "", "grade"].map(assignmentHelp)).toEqual([undefined, undefined, undefined]);
});
