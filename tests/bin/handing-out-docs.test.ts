// Manual for handing out: its commands run in order on the simulated GitHub, with its own roster.
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSeeds } from "../../src/handout/seeds.ts";
import { startGitHub, token, type GitHub } from "../support/github.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { ann, cleanEnvironment, git, names, temporary } from "../support/sandbox.ts";

const manual = readFileSync(fileURLToPath(new URL("../../docs/handing-out.md", import.meta.url)), "utf8");
const blocks = (language: string) => [...manual.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "gs"))].map(([, block = ""]) => block);

let github: GitHub;
beforeAll(async () => { github = await startGitHub(); });
afterAll(() => github.close());
environmentForEach(() => cleanEnvironment(ann, { ...github.env, GITHUB_TOKEN: token }));

test("every command of the manual succeeds, and the folder contains the listed files", async () => {
  github.state.organisations.set("my-bootcamp", ["ann"]);
  const folder = temporary();
  const [roster = "", submitted = "", extensions = ""] = blocks("csv");
  writeFileSync(join(folder, "roster.csv"), roster);
  for (const line of blocks("sh").flatMap((block) => block.trim().split("\n"))) {
    const [npm, start, dashes, ...words] = [...line.replaceAll("../", `${folder}/`).matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
    expect([npm, start, dashes]).toEqual(["npm", "start", "--"]);
    if (words[1] === "collect") writeFileSync(join(folder, "week-3/extensions.csv"), extensions);
    if (words[1] === "update" && !words.includes("--push")) appendFileSync(join(folder, "week-3/starter/LICENSE"), "\n");
    const { exitCode, text } = await runHere(words);
    expect([line, exitCode, exitCode === 0 ? "" : text]).toEqual([line, 0, ""]);
  }
  expect([...github.state.repos.keys()]).toEqual(["my-bootcamp/week-3-ann-lee", "my-bootcamp/week-3-zoe-muller"]);
  const listed = [...manual.matchAll(/^\| `([a-z.]+)\/?` \| /gm)].map(([, name = ""]) => name).filter((name) => !["email", "group"].includes(name));
  expect(listed).toEqual(["class.json", "store.git", "secret", "collected.json"]);
  expect(names(join(folder, "week-3"))).toEqual(expect.arrayContaining(listed));
  const ignored = readFileSync(join(folder, "week-3/.gitignore"), "utf8").split("\n");
  for (const name of listed) expect(ignored).toContain(name === "store.git" ? "/store.git/" : `/${name}`);
  expect(github.defects).toEqual([]);

  // Without GitHub: the branch is packed, comes back, and is noted. The next manual's test checks it.
  const lines = blocks("text").flatMap((block) => block.trim().split("\n")).map((line) => line.replaceAll("../", `${folder}/`));
  const [, clone = "", pack = "", collect = ""] = lines;
  mkdirSync(join(folder, "submissions"));
  for (const line of [clone, pack.replace("ann-lee.zip", "submissions/ann-lee.zip")]) await execa("bash", ["-euc", line]);
  await expect(git(join(folder, "ann-lee"), "push", "--quiet", "origin", "HEAD:ann-lee")).rejects.toThrow("deny updating a hidden ref");
  writeFileSync(join(folder, "submissions/submitted.csv"), submitted);
  expect((await runHere(collect.split(" ").slice(3))).text).toContain("✔ Noted when the work of 1 student came");

  // The next manual brings one file of each student together.
  const grading = readFileSync(fileURLToPath(new URL("../../docs/grading.md", import.meta.url)), "utf8");
  const [, script = ""] = /```bash\n(.*?)```/s.exec(grading) ?? [];
  await git(join(folder, "week-3/store.git"), "update-ref", "refs/collected/ann-lee", "refs/heads/ann-lee");
  await execa("bash", ["-euc", script.replaceAll("../", `${folder}/`)]);
  const compared = readFileSync(join(folder, "compare/ann-lee.ts"), "utf8");
  expect(compared).toBe(readFileSync(join(folder, "week-3", /-i \.\.\/week-3\/(\S+)/.exec(grading)?.[1] ?? ""), "utf8"));
});

test("the example seeds of the manual are valid", () => {
  const file = join(temporary(), "seeds.json");
  writeFileSync(file, blocks("json")[0] ?? "");
  expect(readSeeds(file).rows).toHaveLength(1);
});
