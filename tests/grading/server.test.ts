// Grading server: what its program says in its first line, and what is reported if it says something else.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startServer } from "../../src/grading/server.ts";
import { messageOf } from "../support/canned.ts";
import { temporary } from "../support/sandbox.ts";

const { signal: stop } = new AbortController();

/** Starts a program that prints a text, and then runs on. */
function startPrinting(text: string, then = "setInterval(() => {}, 1_000)") {
  const folder = temporary();
  const program = join(folder, "server.cjs");
  writeFileSync(program, `process.stdout.write(${JSON.stringify(text)}); ${then};`);
  return startServer({ program, folder, connections: 5, stop });
}

test("its roles and its socket are those of the first line, and it ends when it is stopped", async () => {
  const server = await startPrinting('{"server":{"port":1},"share":"/run/x","admins":["root",7]}\nmore\n');
  expect(server).toMatchObject({ access: { port: 1 }, share: "/run/x", admins: ["root", "7"] });
  await server.stop();
});

test.each([
  ['{"problem":"the disk is full","fix":"Delete something."}\n', "The grading server did not start: the disk is full. Delete something."],
  ['{"problem":7,"fix":7,"share":7,"admins":[]}\n', 'The grading server did not start: {"problem":7,"fix":7,"share":7,"admins":[]}. Mend that, and try again.'],
])("%j is refused with the problem and the fix", async (text, says) => {
  expect(await messageOf(startPrinting(text))).toBe(says.trim());
});

test("a program that ends without a line is refused with its output", async () => {
  await expect(startPrinting("", 'console.error("no memory"); process.exitCode = 1')).rejects.toThrow("The grading server did not start: no memory.");
  await expect(startPrinting("", 'throw new TypeError("Cannot read x")')).rejects.toThrow(/^The grading server did not start: TypeError: Cannot read x\. Mend that, and try again\.$/);
});
