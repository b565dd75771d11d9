// Template files: the files of a layer. The package holds those that every project needs in one file, because Node.js
// takes 10 ms to find and open 150 of them.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { own } from "../json-file.ts";
import { shippedTemplates } from "../ourselves.ts";
import { handlebarsOf } from "./tags.ts";

export interface TemplateFile {
  /** Relative to the layer, with "/". */
  path: string;
  /** As handlebars; in the package, a text with tags is the name of its compiled function: "{{1x7fq-9ab2c}}". */
  text: string;
}

/** A folder of the package's one file: its entries by name, each a folder, or first and last byte of a text. */
interface Packed {
  [name: string]: Packed | [start: number, end: number];
}

/** Written by the build (scripts/pack-templates.js): a line with the index, then all texts. */
const packFile = fileURLToPath(new URL("templates.pack", import.meta.url));

let opened: { index: Packed; texts: Buffer } | undefined;

/** Whether there is a template folder of this path. */
export function isLayer(folder: string): boolean {
  return packedAt(folder) !== undefined || existsSync(folder);
}

/** All templates of a layer, sorted by path. */
export function templatesIn(folder: string): TemplateFile[] {
  const packed = packedAt(folder);
  const texts = packed === undefined ? onDisk(folder, "") : inPack(packed, "");
  return texts.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function packedAt(folder: string): Packed | undefined {
  const steps = relative(shippedTemplates, folder).split(sep);
  let at: Packed | [number, number] | undefined = pack().index;
  for (const step of steps) at = at === undefined || Array.isArray(at) ? undefined : own(at, step);
  return Array.isArray(at) ? undefined : at;
}

function pack(): { index: Packed; texts: Buffer } {
  if (opened !== undefined) return opened;
  const bytes = existsSync(packFile) ? readFileSync(packFile) : Buffer.from("{}\n");
  const end = bytes.indexOf("\n");
  return (opened = { index: JSON.parse(bytes.toString("utf8", 0, end)) as Packed, texts: bytes.subarray(end + 1) });
}

function inPack(packed: Packed, below: string): TemplateFile[] {
  return Object.entries(packed).flatMap(([name, at]) => {
    const path = below + name;
    return Array.isArray(at) ? { path, text: pack().texts.toString("utf8", ...at) } : inPack(at, `${path}/`);
  });
}

/** Folder by folder: yarn runs us from a zip archive, where a recursive listing does not give the folder of a file. */
function onDisk(folder: string, below: string): TemplateFile[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below + entry.name;
    if (entry.isDirectory()) return onDisk(folder, `${path}/`);
    return { path, text: handlebarsOf(path, readFileSync(join(folder, path), "utf8").replaceAll("\r\n", "\n")) };
  });
}
