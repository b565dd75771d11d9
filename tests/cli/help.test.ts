// Help text: committed as a file, so that a change is reviewed as a diff. Run with -u to write it again.
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { helpText } from "../../src/cli/help.ts";

test("--help prints the text of tests/snapshots/help.txt (run with -u to update it)", async () => {
  await expect(`${helpText(openCatalog())}\n`).toMatchFileSnapshot("../snapshots/help.txt");
});
