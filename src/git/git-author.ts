// Who the user is by Git's settings: one question, and the only one where no repo is made.
import { execFile } from "node:child_process";
import { gitEnvironment } from "./git-environment.ts";

/** The author of what is made in a folder; undefined where Git does not know, or is not there. */
export async function gitAuthor(folder: string): Promise<string | undefined> {
  const named = process.env.GIT_AUTHOR_NAME?.trim() ?? "";
  if (named !== "") return named;
  const lines = (await names(folder)).split("\n");
  const last = (key: string) => lines.findLast((line) => line.startsWith(`${key} `))?.slice(key.length).trim();
  return last("author.name") ?? last("user.name");
}

/**
 * What Git's settings say, a line each; nothing where Git fails, or cannot even be started there. simple-git would take longer
 * to load than Git to answer.
 */
function names(folder: string): Promise<string> {
  const options = { cwd: folder, env: gitEnvironment(), timeout: 120_000 };
  const asked = new Promise<string>((resolve) => execFile("git", ["config", "--get-regexp", "^(author|user)\\.name$"], options, (_, said) => resolve(said)));
  return asked.catch(() => "");
}
