// Zip: an archive with the names, sizes and modes that a test needs, including false ones.
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
  /** Bytes that are no UTF-8 are claimed to be. */
  name: string | Buffer;
  content: string | Buffer;
  /** The size that the archive states; by default the real one. */
  claims?: number;
  /** The checksum that the archive states; by default the right one. */
  checksum?: number;
  /** The Unix mode. */
  mode?: number;
}

export function zipOf(entries: ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const [local, central] = recordsOf(entry, at);
    locals.push(local);
    directory.push(central);
    at += local.length;
  }
  const size = directory.reduce((total, { length }) => total + length, 0);
  const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [entries.length, 2], [entries.length, 2], [size, 4], [at, 4], [0, 2]);
  return Buffer.concat([...locals, ...directory, end]);
}

function recordsOf({ name, content, claims, checksum, mode = 0o100644 }: ZipEntry, at: number): [Buffer, Buffer] {
  const [bytes, path] = [Buffer.from(content), typeof name === "string" ? Buffer.from(name) : name];
  const [method, packed] = bytes.length === 0 ? [0, bytes] : [8, deflateRawSync(bytes, { level: 1 })]; // Nothing is stored, as by all programs.
  // Version, flags (names in UTF-8), method, time, date, checksum, sizes, length of the name, no more fields.
  const common: [number, number][] = [[20, 2], [0x800, 2], [method, 2], [0, 2], [33, 2], [checksum ?? crc32(bytes), 4], [packed.length, 4], [claims ?? bytes.length, 4], [path.length, 2], [0, 2]];
  const local = Buffer.concat([numbers([0x04034b50, 4], ...common), path, packed]);
  const central = Buffer.concat([numbers([0x02014b50, 4], [0x314, 2], ...common, [0, 2], [0, 2], [0, 2], [(mode * 0x10000) >>> 0, 4], [at, 4]), path]);
  return [local, central];
}

/** Numbers with their sizes in bytes, in little-endian order. */
function numbers(...all: [number, number][]): Buffer {
  return Buffer.concat(all.map(([value, bytes]) => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeUIntLE(value, 0, bytes);
    return buffer;
  }));
}
