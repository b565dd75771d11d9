// Help text: committed as a file, so that a change is reviewed as a diff. Run with -u to write it again.
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { helpText } from "../../src/cli/help.ts";

test("--help prints what tests/snapshots/help.txt holds", async () => {
  await expect(`${helpText(openCatalog())}\n`).toMatchFileSnapshot("../snapshots/help.txt");
});
