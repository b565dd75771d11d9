// Zip: the files of an archive, in memory. Sizes that an archive states are held to while it is read.
import { crc32 } from "node:zlib";
import type { Entry, ZipFile } from "yauzl";
import { shown } from "../shown.ts";
import { Refused } from "./wanted.ts";

/** The most entries that are looked at; packages that a student zipped too are not read. */
const mostEntries = 100_000;

/**
 * Reads the files that are wanted.
 * @throws Refused for a file that is no archive, is encrypted or damaged, or is too large
 */
export async function filesOfZip(
  file: string,
  wanted: (path: string, bytes: number) => boolean,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const zip = await open(file);
  try {
    for (;;) {
      const entry = await next(zip);
      if (entry === undefined) return files;
      if (!isFile(entry) || !wanted(entry.fileName, entry.uncompressedSize)) continue;
      const content = await read(zip, entry);
      if (crc32(content) !== entry.crc32) throw new Error(`the content of ${shown(entry.fileName, 80)} is damaged`);
      files.set(entry.fileName, content);
    }
  } catch (error) {
    throw error instanceof Refused ? error : unreadable(error);
  } finally {
    zip.close();
  }
}

async function open(file: string): Promise<ZipFile> {
  const { default: yauzl } = await import("yauzl"); // Loaded on demand: most runs open no archive.
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, opened) =>
      error ? reject(unreadable(error)) : resolve(opened),
    );
  });
  if (zip.entryCount <= mostEntries) return zip;
  zip.close();
  throw new Refused(`Your zip file has more than ${mostEntries} entries. Leave node_modules out.`);
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

function unreadable(error: unknown): Refused {
  const said = error instanceof Error ? error.message : "";
  const reason = /encrypted/.test(said) ? "it is encrypted" : said.slice(0, 200).replace(/\.$/, "");
  return new Refused(`Your zip file cannot be read: ${reason}.`, { unreadable: true });
}
