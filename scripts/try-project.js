// Trial project: creates a project from the current templates, installs it and runs its checks, with `npm run try --
// --idea api`. The folder stays, so that a failing project can be opened.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const root = fileURLToPath(new URL("..", import.meta.url));
const name = process.argv.slice(2).join("-").split(/[^a-z\d]/i).filter((word) => word !== "").join("-") || "default";
const folder = join(root, "node_modules/.cache/try", name);

rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, ".."), { recursive: true });
await run(process.execPath, [join(root, "dist/bin.cjs"), folder, "--yes", "--no-git", ...process.argv.slice(2)], root);
await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"], folder);
const { scripts } = JSON.parse((await execa("npm", ["pkg", "get", "scripts"], { cwd: folder })).stdout.replace(/^/, '{"scripts":') + "}");
for (const script of ["lint", "typecheck", "test"].filter((name) => name in scripts)) await run("npm", ["run", script], folder);
console.log(`\nEvery check of it is green. It lies in ${folder}`);

async function run(program, args, cwd) {
  const { exitCode } = await execa(program, args, { cwd, stdio: "inherit", reject: false });
  if (exitCode === 0) return;
  console.error(`\nThat failed. The project lies in ${folder}`);
  process.exit(1);
}
