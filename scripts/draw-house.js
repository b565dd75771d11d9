// House picture: draws the rooms of src/ as docs/house.svg, with floors from the entry down and imports as lines.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const src = fileURLToPath(new URL("../src", import.meta.url));

/** From the roof to the ground; tests/house/rooms.test.ts holds the imports to the same order. */
export const floors = [
  ["bin.ts"], ["main.ts"], ["plop.ts"], ["commands"], ["cli"], ["handout"], ["gradebook"], ["grading"], ["doctor", "classroom"], ["render", "github"], ["disk"], ["git"], ["roster"], ["project"], ["catalog"], ["system"],
  ["ground floor"],
];

const sizes = { width: 960, room: 190, height: 54, gap: 34 };

/** The picture as SVG text. */
export function drawHouse() {
  const rooms = roomsIn(src);
  const places = new Map(floors.flatMap((names, floor) => names.map((name, at) => [name, placeOf(floor, at, names.length)])));
  const lines = [...linesBetween(rooms)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => lineOf(key.split(" -> ").map((name) => places.get(name)), count));
  const boxes = [...places].map(([name, place]) => boxOf(name, place, rooms.get(name)));
  const height = floors.length * (sizes.height + sizes.gap) + sizes.gap;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${sizes.width} ${height}" font-family="system-ui, sans-serif" role="img" aria-label="The rooms of src, from the entry down, with the imports between them">
<style>rect{fill:#fff;stroke:#334155}text{fill:#0f172a}line{stroke:#94a3b8}@media(prefers-color-scheme:dark){rect{fill:#1e293b;stroke:#94a3b8}text{fill:#f1f5f9}line{stroke:#64748b}}</style>
${[...lines, ...boxes].join("\n")}
</svg>
`;
}

/** Room -> its files and lines, and the rooms that it imports from with the number of imports. */
function roomsIn(folder) {
  const rooms = new Map();
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts")).sort()) {
    const text = readFileSync(join(folder, path), "utf8");
    const room = rooms.get(roomOf(path)) ?? { files: 0, lines: 0, imports: new Map() };
    room.files += 1;
    room.lines += text.split("\n").length - 1;
    for (const [, to] of text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)) {
      const other = roomOf(relative(folder, join(folder, dirname(path), to)));
      if (other !== roomOf(path)) room.imports.set(other, (room.imports.get(other) ?? 0) + 1);
    }
    rooms.set(roomOf(path), room);
  }
  return rooms;
}

function roomOf(path) {
  const [first] = path.split(sep).join(posix.sep).split("/");
  return floors.flat().includes(first) ? first : "ground floor";
}

function* linesBetween(rooms) {
  for (const [name, { imports }] of rooms) for (const [to, count] of imports) if (to !== "ground floor") yield [`${name} -> ${to}`, count];
}

function placeOf(floor, at, count) {
  const left = sizes.width / 2 + (at - (count - 1) / 2) * (sizes.room + 120) - sizes.room / 2 + (floor % 2 === 0 ? -90 : 90) * (count === 1 ? 1 : 0);
  return { left, top: sizes.gap + floor * (sizes.height + sizes.gap) };
}

function lineOf([from, to], count) {
  const middle = ({ left }) => left + sizes.room / 2;
  return `<line x1="${middle(from)}" y1="${from.top + sizes.height}" x2="${middle(to)}" y2="${to.top}" stroke-width="${Math.min(5, 1 + count / 4)}"/>`;
}

function boxOf(name, { left, top }, { files, lines }) {
  const middle = left + sizes.room / 2;
  const count = files === 1 ? "1 file" : `${files} files`;
  return `<rect x="${left}" y="${top}" width="${sizes.room}" height="${sizes.height}" rx="8"/>
<text x="${middle}" y="${top + 23}" text-anchor="middle" font-size="16" font-weight="600">${name}</text>
<text x="${middle}" y="${top + 42}" text-anchor="middle" font-size="12">${count}, ${Math.round(lines / 10) * 10} lines</text>`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(fileURLToPath(new URL("../docs/house.svg", import.meta.url)), drawHouse());
