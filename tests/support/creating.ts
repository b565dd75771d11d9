// Creating: the command in README for each package manager, and expectations of the project that it creates.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { ourStarter } from "../../src/ourselves.ts";
import type { Person } from "./person.ts";
import { scopedStarter } from "./registry.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** The `create` command from README for this program, with our package under a scoped name, or another name. */
export function create(program: string, starter: string = scopedStarter): string[] {
  const [line = ""] = new RegExp(`^${program} create .*$`, "m").exec(readme) ?? [];
  expect(line).toContain(` @YOUR-SCOPE/${ourStarter}`);
  return line.replace(`@YOUR-SCOPE/${ourStarter}`, starter).split(" ");
}

/** Expects the printed `publish` command to run our package in the new project. */
export async function expectWayToGitHub({ type, place }: Person, { program, starter, output }: { program: string; starter: string; output: string }, repo = "my-blog"): Promise<void> {
  const [line = "", command = ""] = /^To put it on GitHub: (.*)$/m.exec(output) ?? [];
  expect(line).toBe(`To put it on GitHub: ${program} create ${starter}${program === "npm" ? "@latest --" : ""} publish`);
  const published = await type(["env", "GITHUB_API_URL=http://127.0.0.1:9", "GH_TOKEN=x", ...command.split(" ")], repo);
  expect(published.output).toContain("127.0.0.1:9 cannot be reached");
  const itsReadme = readFileSync(join(place, repo, "README.md"), "utf8");
  expect(itsReadme).toContain(`To create it again:\n\n\`\`\`sh\n${program} create ${starter}${program === "npm" ? "@latest" : ""} ${repo} `);
}

export async function expectCleanRepo({ type }: Person, repo = "my-blog"): Promise<void> {
  expect((await type(["git", "log", "--format=%an: %s"], repo)).output).toBe("Ann O'Neil: First commit");
  expect((await type(["git", "status", "--short"], repo)).output).toBe("");
}
