// Plain settings: the user's name, read from settings that are so plain that Git need not be asked. To start Git takes
// up to 20 ms: the system copies this process's page tables, and then each page that either of them changes.
import { existsSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { looksLikeRepo } from "./repo-around.ts";

/** Lines that mean one thing only: an empty one or a comment, a section, and a setting without an escape. */
const nothing = /^[ \t]*([#;].*)?$/;
const section = /^\[(?<name>[a-z\d-]+)(?<below> "[^"\\]*")?\]$/i;
const setting = /^[ \t]*(?<key>[a-z][a-z\d-]*)[ \t]*=(?<value>(?:[^"\\]|"[^"\\]*")*)$/i;

/** Sections that include other files or name another author. */
const undecided = ["include", "includeif", "author"];

/** A name in which Git drops no character: https://git-scm.com/docs/git-commit-tree#_commit_information */
const plain = /^[ \t]*([a-z]+(?:(?: |-|'|\. )[a-z]+)*)[ \t]*$/i;

/**
 * The name that Git would record for a commit in a folder.
 * @returns undefined if only Git can tell: settings in the environment or with conditions, a repository around the
 *   folder, no name, or one with other characters than English letters
 */
export function plainName(folder: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const { HOME: home = "" } = env;
  const inEnvironment = Object.keys(env).some((name) => /^GIT_(AUTHOR_NAME|CONFIG_(?!NOSYSTEM$))/i.test(name));
  if (process.platform === "win32" || !isAbsolute(home) || inEnvironment || looksLikeRepo(folder)) return undefined;
  const names = settingsFiles(home, env).map(namesIn);
  return names.includes(undefined) ? undefined : plain.exec(names.flat().at(-1) ?? "")?.[1];
}

/** In the order in which Git reads them. Where a system keeps another file for all its users, that names nobody. */
function settingsFiles(home: string, env: NodeJS.ProcessEnv): string[] {
  const shared = env.GIT_CONFIG_NOSYSTEM === "1" ? [] : ["/etc/gitconfig"];
  return [...shared, join(env.XDG_CONFIG_HOME || join(home, ".config"), "git/config"), join(home, ".gitconfig")];
}

/** The names that a file gives the user, in order; undefined if only Git can tell. */
function namesIn(file: string): string[] | undefined {
  if (!existsSync(file)) return [];
  const names: string[] = [];
  let at: string | undefined;
  for (const line of linesOf(file)) {
    const opened = section.exec(line)?.groups;
    const { key = "", value = "" } = setting.exec(line)?.groups ?? {};
    if (opened?.name !== undefined) at = `${opened.name.toLowerCase()}${opened.below ?? ""}`;
    else if (key === "" || at === undefined) return undefined;
    else if (at === "user" && key.toLowerCase() === "name") names.push(value);
    if (undecided.some((each) => at?.startsWith(each))) return undefined;
  }
  return names;
}

/** Without empty lines and comments. What cannot be read is one line that is no setting. */
function linesOf(file: string): string[] {
  try {
    const text = statSync(file).isFile() ? readFileSync(file, "utf8") : "?"; // To read a pipe could take forever.
    return text.split("\n").filter((line) => !nothing.test(line));
  } catch {
    return ["?"];
  }
}
