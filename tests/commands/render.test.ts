// Command `render` (hidden): reads a receipt, and prints the files of its project.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { renderCommand } from "../../src/commands/render/render-receipt.ts";
import { ourVersion } from "../../src/ourselves.ts";
import { answersFor } from "../../src/project/answers.ts";
import { temporary } from "../support/sandbox.ts";

const catalog = openCatalog();
const [idea] = [...catalog.ideas.values()];
const answers = answersFor({ said: { folder: "my-app", author: "Ann" }, idea: idea ?? expect.fail(), catalog });
const receipt = JSON.stringify({ format: 1, version: "0.1.0", created: "2026-11-22", log: [{ verb: "create", answers, migrations: [] }] });

/** The output of the command. */
async function rendered(text: string, { file, isTTY = false }: { file?: string; isTTY?: boolean } = {}): Promise<string> {
  const input = Object.assign(new PassThrough(), { isTTY }) as unknown as NodeJS.ReadStream;
  const output = new PassThrough();
  (input as unknown as PassThrough).end(text);
  const command = renderCommand({ file, input, output, stop: new AbortController().signal });
  for (const act of command.actions(await command.prompts())) await act();
  expect(command.exitCode()).toBe(0);
  return String(output.read());
}

test("a receipt from stdin or a file gives the files of its project, sorted", async () => {
  const said = await rendered(receipt);
  const { format, files } = JSON.parse(said) as { format: number; files: Record<string, string> };
  expect([format, Object.keys(files)]).toEqual([1, Object.keys(files).toSorted()]);
  expect(files["package.json"]).toContain('"name": "my-app"');
  const file = join(temporary(), "receipt.json");
  writeFileSync(file, receipt);
  expect(await rendered("", { file })).toBe(said);
});

test("README says how to create the project again if its receipt does", async () => {
  const command = "npm create backend-starter@0.1.0 my-app";
  const readme = async (text: string) => (JSON.parse(await rendered(text)) as { files: Record<string, string> }).files["README.md"];
  expect(await readme(receipt)).not.toContain("To create it again:");
  expect(await readme(JSON.stringify({ ...(JSON.parse(receipt) as object), again: command }))).toContain("To create it again:");
});

test("the version comes with the files, and the text ends with a line end", async () => {
  const said = await rendered(receipt);
  expect(said).toMatch(/^\{"format":1,"version":"[^"]+","files":\{"[^\n]*\}\}\n$/);
  expect(said).toContain(`"version":"${ourVersion}"`);
});

test("a receipt in several pieces is one text, and Ctrl-C ends the wait for more", async () => {
  const input = new PassThrough();
  const stop = new AbortController();
  const prompts = (signal: AbortSignal) => renderCommand({ input: input as unknown as NodeJS.ReadStream, output: new PassThrough(), stop: signal }).prompts();
  const read = prompts(stop.signal);
  const [half, rest] = [receipt.slice(0, 40), receipt.slice(40)];
  input.write(half);
  setImmediate(() => input.end(rest));
  expect(await read).toEqual(JSON.parse(receipt));
  const waiting = renderCommand({ input: new PassThrough() as unknown as NodeJS.ReadStream, output: new PassThrough(), stop: stop.signal }).prompts();
  stop.abort();
  await expect(waiting).rejects.toThrow("aborted");
});

test("the hidden command says what it does", () => {
  const command = renderCommand({ input: new PassThrough() as unknown as NodeJS.ReadStream, output: new PassThrough(), stop: new AbortController().signal });
  expect([command.description, command.exitCode()]).toEqual(["Renders a receipt to JSON", 0]);
});

test.each<[string, string, object, string]>([
  ["no receipt", "", { isTTY: true }, "No receipt was given. Name its file, or send it on stdin."],
  ["a file that is missing", "", { file: "no/such.json" }, 'The receipt "no/such.json" cannot be read (ENOENT).'],
  ["other JSON", "{}", {}, "This is not a receipt"],
  ["a text of more than 5 MB", "x".repeat(5_000_001), {}, "The receipt on stdin is longer than 5000000 bytes."],
])("%s is refused", async (_, text, options, sentence) => {
  await expect(rendered(text, options)).rejects.toThrow(sentence);
});
