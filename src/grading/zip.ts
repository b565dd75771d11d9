// Zip: the files of an archive, in memory. Sizes that an archive states are held to while it is read.
import { crc32 } from "node:zlib";
import type { Entry, ZipFile } from "yauzl";
import { shown } from "../shown.ts";
import { codeOf } from "../user-error.ts";
import { Refused, most, readRefusal, type Use } from "./wanted.ts";

/**
 * Reads the files that are used.
 * @throws Refused for a file that is no archive, is encrypted or damaged, or is too large
 */
export async function filesOfZip(file: string, { used, count }: Use): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const zip = await open(file);
  try {
    const entries = await entriesOf(zip);
    for (const [path, name] of used([...entries.keys()])) {
      const entry = entries.get(name);
      if (entry !== undefined && count(entry.uncompressedSize)) files.set(path, await checked(zip, entry));
    }
    return files;
  } catch (error) {
    throw error instanceof Refused ? error : unreadable(error);
  } finally {
    zip.close();
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for (let entry = await next(zip); entry !== undefined; entry = await next(zip))
    if (isFile(entry)) entries.set(entry.fileName, entry);
  return entries;
}

async function checked(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const content = await read(zip, entry);
  if (crc32(content) === entry.crc32) return content;
  throw new Error(`the content of ${shown(entry.fileName, 80)} is damaged`);
}

async function open(file: string): Promise<ZipFile> {
  const { default: yauzl } = await import("yauzl"); // Loaded on demand: most runs open no archive.
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, opened) =>
      error ? reject(unreadable(error)) : resolve(opened),
    );
  });
  if (zip.entryCount <= most.entries) return zip;
  zip.close();
  throw new Refused(`Your zip file has more than ${most.entries} entries. Leave node_modules out.`);
}

/** The next entry. One whose name leads out of the archive is an error of the archive. */
function next(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    zip
      .removeAllListeners()
      .once("entry", resolve)
      .once("end", () => resolve(undefined))
      .once("error", reject);
    zip.readEntry();
  });
}

/** Folders end with a slash. The upper half of the attributes is the mode of Unix, where there is one. */
function isFile({ fileName, externalFileAttributes }: Entry): boolean {
  const kind = (externalFileAttributes >>> 16) & 0o170000;
  return !fileName.endsWith("/") && (kind === 0 || kind === 0o100000);
}

/** The stream itself fails if an entry is larger than it says. */
function read(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const pieces: Buffer[] = [];
      stream
        .on("data", (piece: Buffer) => pieces.push(piece))
        .on("end", () => resolve(Buffer.concat(pieces)))
        .on("error", reject);
    });
  });
}

function unreadable<E>(error: E): Refused | E {
  if (codeOf(error) !== undefined) return readRefusal("Your zip file", error);
  const said = error instanceof Error ? error.message : "";
  const reason = /encrypted/.test(said) ? "it is encrypted" : said.slice(0, 200).replace(/\.$/, "");
  return new Refused(`Your zip file cannot be read: ${reason}.`, { unreadable: true });
}
