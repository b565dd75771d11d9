// Audit: asks the registry for known vulnerabilities of the packages in the lockfile of all generated projects.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const stacks = fileURLToPath(new URL("../templates/stacks", import.meta.url));
const args = ["audit", "--package-lock-only", "--audit-level=high"];

for (const stack of readdirSync(stacks)) {
  const { lockfile } = JSON.parse(readFileSync(join(stacks, stack, "stack.json"), "utf8"));
  const folder = mkdtempSync(join(tmpdir(), "audit-"));
  cpSync(join(stacks, stack, "base", `${lockfile}.hbs`), join(folder, lockfile));
  const { packages } = JSON.parse(readFileSync(join(folder, lockfile), "utf8"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...packages[""], name: "every-project" }));
  const { exitCode } = await execa("npm", args, { cwd: folder, stdio: "inherit", reject: false });
  rmSync(folder, { recursive: true });
  process.exitCode ||= exitCode;
}
