// Manual for instructors: its commands run in order, and its example repository becomes a proven assignment.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Draft } from "../../src/draft.ts";
import { folderForThisFile } from "../support/folders.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { installedModules } from "../support/install.ts";
import { npmRun } from "../support/run-npm.ts";
import { ann, cleanEnvironment } from "../support/sandbox.ts";

const manual = readFileSync(fileURLToPath(new URL("../../docs/assignments.md", import.meta.url)), "utf8");
const blocks = (language: string) => [...manual.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "gs"))].map(([, block = ""]) => block);
const commands = blocks("sh").flatMap((block) => block.trim().split("\n"));
const folder = folderForThisFile();

environmentForEach(() => cleanEnvironment(ann));

/** Runs a line of the manual as if it was typed in a clone next to the test's folder. */
async function type(line: string): Promise<number> {
  const words = line.replaceAll("../", `${folder}/`).split(" ");
  if (words[1] !== "start") {
    const [, , path = "", , script = ""] = words;
    return (await npmRun(path, script)).exitCode ?? -1;
  }
  return (await runHere(words.slice(3))).exitCode;
}

/** The packages of the solution are linked, so that `prove` installs none. */
function link(solution: string): void {
  const draft: Draft = new Map(["package.json", "package-lock.json"].map((file) => [file, readFileSync(join(solution, file), "utf8")]));
  symlinkSync(installedModules(draft), join(solution, "node_modules"));
}

test("the first three commands of the manual create a proven assignment", async () => {
  const [create = "", prove = "", check = ""] = commands;
  // One task instead of those of level 2, and everything else as it is written.
  expect(await type(create.replace("--level 2", "--tasks tag-page"))).toBe(0);
  link(join(folder, "week-3/solution"));
  expect([await type(prove), await type(check)]).toEqual([0, 0]);
});

test("the manual's example repository becomes a proven assignment, and a mark for an unknown task is refused", async () => {
  const [server = "", check = ""] = blocks("js");
  const [manifest = "", tasks = ""] = blocks("json");
  const files: Record<string, string> = {
    "package.json": manifest,
    "server.js": server,
    "assignment/tasks.json": tasks,
    "assignment/contract/visible/greet.js": check,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, "my-repo", path)), { recursive: true });
    writeFileSync(join(folder, "my-repo", path), text);
  }
  const [create = "", prove = ""] = commands.slice(3);
  expect(await type(create)).toBe(0);
  expect(readFileSync(join(folder, "greetings/starter/server.js"), "utf8")).toContain('  res.writeHead(501).end("The task greet is still open.");\n}).listen');
  expect(await type(prove)).toBe(0);
  expect(readFileSync(join(folder, "greetings/PROOF.md"), "utf8")).toMatch(/^\| greet open \| 1 \|$/m);

  writeFileSync(join(folder, "my-repo/server.js"), server.replace("// task greet", "// task greeting").replace("// end greet", "// end greeting"));
  expect(await runHere(["assignment", "create", join(folder, "other"), "--from", join(folder, "my-repo"), "--yes"])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("server.js: no task is called greeting.") as string,
  });
});
