// Repeat command: the command in a receipt and README, run in a shell of another user, creates the same project.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { ourStarter } from "../../src/ourselves.ts";
import { ann, bin, cleanEnvironment, git, temporary } from "../support/sandbox.ts";
import { installed } from "../support/installed.ts";

const typed = `npm create ${ourStarter}@latest `;
const npm = { npm_config_user_agent: "npm/11.19.1 node/v20.20.2 linux x64" };

test("the command for a custom idea contains the path of its folder", async () => {
  const cwd = temporary();
  mkdirSync(join(cwd, "ideas/recipes"), { recursive: true });
  writeFileSync(join(cwd, "ideas/recipes/idea.json"), JSON.stringify({ title: "Recipe Box", description: "What a family cooks.", resources: ["recipe title:string"] }));
  await installed({ range: "^0.1.0" }).run(["my-box", "--idea", "ideas/recipes", "--yes"], { cwd, env: cleanEnvironment(ann, npm) });
  const { again } = JSON.parse(readFileSync(join(cwd, "my-box/.backend-starter.json"), "utf8")) as { again: string };
  expect(again).toContain(" --idea ./recipes ");
});

test.each([
  [["my-blog", "--yes"], "my-blog -- --idea blog --author \"Ann O'Neil\" --yes"],
  [["my-shop", "--yes", "--resource", "product name:string:default(it's \"fine\") price:decimal?", "--license", "none"], undefined],
  [["Mon Été", "--yes", "--title", `Ann's "API" $HOME \\ \`id\` !x`, "--description=-- $(id) {{x}} <b>", "--owner", "ann", "--with", "deploy,devcontainer", "--without", "ci,docker"], undefined],
])("the command printed for %j creates the same project in another place", async (args, expected) => {
  const cwd = temporary();
  mkdirSync(join(cwd, "a"));
  mkdirSync(join(cwd, "b"));
  const ours = installed({ range: "^0.1.0" });
  expect(await ours.run([...args, "--no-git"], { cwd: join(cwd, "a"), env: cleanEnvironment(ann, npm) })).toMatchObject({ exitCode: 0, stderr: "" });
  const [made = ""] = readdirSync(join(cwd, "a"));
  const receipt = join(cwd, "a", made, ".backend-starter.json");
  const { again } = JSON.parse(readFileSync(receipt, "utf8")) as { again: string };
  const readme = readFileSync(join(cwd, "a", made, "README.md"), "utf8");
  expect(readme).toContain(`\n\`\`\`sh\n${again}\n\`\`\`\n`);
  if (expected !== undefined) expect(again).toBe(typed + expected);

  const line = again.replace(typed, `"$0" "$1" `).replace(" -- ", " ");
  const env = cleanEnvironment("[user]\n\tname = Somebody Else\n\temail = else@example.com\n", npm);
  const { exitCode, stderr } = await execa("sh", ["-c", `${line} --no-git`, process.execPath, ours.bin], { cwd: join(cwd, "b"), env, extendEnv: false, reject: false });
  expect([exitCode, stderr]).toEqual([0, ""]);
  const [remade = ""] = readdirSync(join(cwd, "b"));
  expect((await git(cwd, "diff", "--no-index", "--stat", `a/${made}`, `b/${remade}`)).trim()).toBe("");

  // `render` from a clone prints the same README, with the command of the package.
  const { stdout } = await execa(process.execPath, [bin, "render", receipt], { cwd, env, extendEnv: false });
  expect((JSON.parse(stdout) as { files: Record<string, string> }).files["README.md"]).toBe(readme);
});
