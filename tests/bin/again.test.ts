// The command in a receipt and a README: pasted into a shell on another machine, it makes the same repo.
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { ourName } from "../../src/ourselves.ts";
import { bin, cleanEnvironment, git, run, temporary } from "../support/sandbox.ts";

const typed = `npm create ${ourName.replace("create-", "")}@latest `;

test.each([
  [["my-blog", "--yes"], "my-blog -- --idea blog --author \"Ann O'Neil\" --yes"],
  [["my-shop", "--yes", "--resource", "product name:string:default(it's \"fine\") price:decimal?", "--license", "none"], undefined],
  [["Mon Été", "--yes", "--title", `Ann's "API" $HOME \\ \`id\` !x`, "--description=-- $(id) {{x}} <b>", "--owner", "ann", "--with", "deploy,devcontainer", "--without", "ci,docker"], undefined],
])("%j", async (args, expected) => {
  const cwd = temporary();
  mkdirSync(join(cwd, "a"));
  mkdirSync(join(cwd, "b"));
  expect(await run([...args, "--no-git"], { cwd: join(cwd, "a") })).toMatchObject({ exitCode: 0, stderr: "" });
  const [made = ""] = readdirSync(join(cwd, "a"));
  const { again } = JSON.parse(readFileSync(join(cwd, "a", made, ".backend-starter.json"), "utf8")) as { again: string };
  expect(readFileSync(join(cwd, "a", made, "README.md"), "utf8")).toContain(`\n\`\`\`sh\n${again}\n\`\`\`\n`);
  if (expected !== undefined) expect(again).toBe(typed + expected);

  const line = again.replace(typed, `"$0" "$1" `).replace(" -- ", " ");
  const env = cleanEnvironment("[user]\n\tname = Somebody Else\n\temail = else@example.com\n");
  const { exitCode, stderr } = await execa("sh", ["-c", `${line} --no-git`, process.execPath, bin], { cwd: join(cwd, "b"), env, extendEnv: false, reject: false });
  expect([exitCode, stderr]).toEqual([0, ""]);
  const [remade = ""] = readdirSync(join(cwd, "b"));
  expect((await git(cwd, "diff", "--no-index", "--stat", `a/${made}`, `b/${remade}`)).trim()).toBe("");
});
