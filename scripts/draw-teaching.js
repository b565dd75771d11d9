// Teaching pictures: the matrix of a real proof, who sees what, and what cheats reach, for README. With
// `npm run docs:teaching` an assignment is created, installed and proven in a temporary folder: it takes minutes.
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const root = fileURLToPath(new URL("..", import.meta.url));
export const pictures = { proof: join(root, "docs/pictures/proof.svg"), visibility: join(root, "docs/pictures/visibility.svg"), cheats: join(root, "docs/pictures/cheats.svg") };

const style = `text{fill:#0f172a;font-size:13px}.head{font-weight:600;font-size:12px}.soft{fill:#475569}.yes{fill:#dcfce7;stroke:#166534}.no{fill:#fee2e2;stroke:#991b1b}.none{fill:none;stroke:#cbd5e1}
@media(prefers-color-scheme:dark){text{fill:#f1f5f9}.soft{fill:#cbd5e1}.yes{fill:#14532d;stroke:#86efac}.no{fill:#7f1d1d;stroke:#fca5a5}.none{stroke:#475569}}`;

/** What each person can see. */
const visibility = {
  columns: ["student", "code in the sandbox", "instructor"],
  rows: [
    ["starter, and its one commit", "yes", "yes", "yes"],
    ["brief, two hints, points", "yes", "yes", "yes"],
    ["visible checks, npm run check", "yes", "no", "yes"],
    ["seeds and greeting of one student", "own", "own", "yes"],
    ["solution", "no", "no", "yes"],
    ["held-back checks and mistakes", "no", "no", "yes"],
    ["interview questions", "no", "no", "yes"],
    ["roster, results and grades", "no", "no", "yes"],
  ],
};

/** The matrix of a proof: a row for each variant, a column for each task. */
export function drawProof({ tasks, variants, database }) {
  const cells = variants.map(({ name, checks }) => [name, ...tasks.map((task) => cellOf(checks.filter((check) => check.task === task)))]);
  const says = `${tasks.length} tasks, ${variants.length} variants on ${database}. Green: all checks of the task pass. Red: so many fail.`;
  return table({ title: "Proof of an assignment", says, columns: tasks, rows: cells, label: 290, width: 116 });
}

export function drawVisibility() {
  const { columns, rows } = visibility;
  return table({ title: "Who sees what", says: "A student's repository, and the sandbox that runs their code, hold nothing of the solution.", columns, rows: rows.map(([name, ...cells]) => [name, ...cells.map((text) => ({ text, kind: text === "no" ? "none" : "yes" }))]), label: 270, width: 140 });
}

/** What each cheat reaches: in a sandbox here, and where the exit code of the tests decides. */
export function drawCheats({ rows }) {
  const cellsOf = ({ says, points, byExitCode, of }) => [says, ...[points, byExitCode].map((got) => ({ text: `${got} of ${of}`, kind: got === 0 ? "yes" : got === of ? "no" : "none" }))];
  const says = "Points reached. What is left in the first column was honestly earned.";
  return table({ title: `${rows.length} cheats`, says, columns: ["assignment check", "by exit code"], rows: rows.map(cellsOf), label: 430, width: 140 });
}

function cellOf(checks) {
  const failed = checks.filter(({ passed }) => !passed).length;
  return failed === 0 ? { text: "✔", kind: "yes" } : { text: String(failed), kind: "no" };
}

function table({ title, says, columns, rows, label, width }) {
  const height = 24;
  const lines = rows.map(([name, ...cells], at) => {
    const top = 78 + at * height;
    const boxes = cells.map(({ text, kind }, column) => {
      const left = label + column * width;
      return `<rect class="${kind}" x="${left + 3}" y="${top + 3}" width="${width - 6}" height="${height - 6}" rx="4"/><text x="${left + width / 2}" y="${top + 17}" text-anchor="middle">${text}</text>`;
    });
    return `<text x="12" y="${top + 17}">${escaped(name)}</text>${boxes.join("")}`;
  });
  const heads = columns.map((name, column) => `<text class="head" x="${label + (column + 0.5) * width}" y="68" text-anchor="middle">${escaped(name)}</text>`);
  const size = [label + columns.length * width + 12, 90 + rows.length * height];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.join(" ")}" font-family="system-ui, sans-serif" role="img" aria-label="${escaped(title)}">
<style>${style}</style>
<text class="head" x="12" y="26" style="font-size:17px">${escaped(title)}</text>
<text class="soft" x="12" y="46">${escaped(says)}</text>
${[...heads, ...lines].join("\n")}
</svg>
`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** An assignment of the blog at level 1, proven on this machine. */
async function proofHere() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "teaching-")));
  const assignment = join(folder, "week-3");
  const ours = (...args) => execa(process.execPath, [join(root, "dist/bin.cjs"), "assignment", ...args], { stdio: ["ignore", "inherit", "inherit"] });
  try {
    await ours("create", assignment, "--idea", "blog", "--level", "1", "--yes");
    await ours("prove", assignment);
    return JSON.parse(readFileSync(join(assignment, "proof.json"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true, maxRetries: 5 });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(pictures.visibility, drawVisibility());
  writeFileSync(pictures.cheats, drawCheats(JSON.parse(readFileSync(join(root, "docs/cheats.json"), "utf8"))));
  writeFileSync(pictures.proof, drawProof(await proofHere()));
}
