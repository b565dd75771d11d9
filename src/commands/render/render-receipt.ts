// Command `render` (hidden): reads a receipt and prints its files as JSON. Later versions call earlier ones with it, so
// its format is frozen.
import { addAbortSignal } from "node:stream";
import { openCatalog } from "../../catalog/catalog.ts";
import { projectFromReceipt, readReceipt, type Receipt } from "../../project/receipt.ts";
import { UserError, exitCodes } from "../../user-error.ts";
import { ourVersion } from "../../ourselves.ts";
import { render } from "../../render/render.ts";
import type { Command } from "../command.ts";
import { mostBytes, readTextFile } from "../../json-file.ts";

interface RenderContext {
  file?: string;
  input: NodeJS.ReadStream;
  output: NodeJS.WritableStream;
  stop: AbortSignal;
}

export function renderCommand({ file, input, output, stop }: RenderContext): Command<Receipt> {
  return {
    description: "Renders a receipt to JSON",
    prompts: async () => readReceipt(file === undefined ? await allOf(input, stop) : readTextFile("receipt", file)),
    actions: (receipt) => [async () => void output.write(`${await rendered(receipt)}\n`)],
    exitCode: () => exitCodes.done,
  };
}

async function rendered(receipt: Receipt): Promise<string> {
  const catalog = openCatalog();
  const project = projectFromReceipt({ receipt, catalog });
  const fromRegistry = receipt.again !== undefined;
  const draft = await render({ project, version: ourVersion, fromRegistry });
  const files = Object.fromEntries([...draft].sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({ format: 1, version: ourVersion, files });
}

async function allOf(input: NodeJS.ReadStream, stop: AbortSignal): Promise<string> {
  if (input.isTTY === true)
    throw new UserError("No receipt was given.", "Name its file, or send it on stdin.", exitCodes.usage);
  let text = "";
  for await (const chunk of addAbortSignal(stop, input.setEncoding("utf8"))) {
    text += String(chunk);
    if (text.length > mostBytes) throw new UserError(`The receipt on stdin is longer than ${mostBytes} bytes.`);
  }
  return text;
}

