// Command `render` (hidden): reads a receipt, and prints the files of its project.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { renderCommand } from "../../src/commands/render/render-receipt.ts";
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

test.each<[string, string, object, string]>([
  ["no receipt", "", { isTTY: true }, "No receipt was given."],
  ["other JSON", "{}", {}, "This is not a receipt"],
  ["a text of more than 5 MB", "x".repeat(5_000_001), {}, "is longer than 5000000 bytes."],
])("%s is refused", async (_, text, options, sentence) => {
  await expect(rendered(text, options)).rejects.toThrow(sentence);
});
