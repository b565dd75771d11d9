// Git author: the author that Git would record for a commit in a folder.
import { gitEnvironment, withSettings } from "./git-environment.ts";
import { plainName } from "./plain-settings.ts";
import { askGit, inStandIn, settingsAt, type Place } from "./settings-at.ts";

/** The author of a repository at a place; undefined if nobody is named, or if Git is needed to tell and is missing. */
export async function gitAuthor(place: Place): Promise<string | undefined> {
  return plainName(place.here) ?? askedOfGit(place);
}

/** The same from Git itself, however its settings are written. */
export async function askedOfGit(place: Place): Promise<string | undefined> {
  const said = await askIn(place.here, gitEnvironment());
  // Inside another repository, and without conditional settings, Git's answer there counts.
  if (!/^includeif\./m.test(said.settings)) return nameFrom(said);
  if ((await askGit(place.here, ["rev-parse", "--absolute-git-dir"])) !== "") return nameFrom(said);
  const env = withSettings(gitEnvironment(), await settingsAt(place));
  return inStandIn(place, async ([repo = place.here]) => nameFrom(await askIn(repo, env)));
}

interface Said {
  settings: string;
  env: Record<string, string>;
}

/** All settings, and the author as Git writes it unless it refuses, by one start of Git. */
async function askIn(folder: string, env: Record<string, string>): Promise<Said> {
  const ask = (...args: string[]) => askGit(folder, args, env);
  return { settings: (await ask("var", "-l")) || (await ask("config", "--list")), env };
}

/** As a commit would record it. Where nobody is named, Git's author is the guessed name of the account. */
function nameFrom({ settings, env }: Said): string | undefined {
  const lines = settings.split("\n");
  const last = (key: string) => lines.findLast((line) => line.startsWith(`${key}=`))?.slice(key.length + 1).trim();
  const named = env.GIT_AUTHOR_NAME?.trim() || last("author.name") || last("user.name");
  const written = /^(.*) <[^<]*> \d+ [+-]\d+$/.exec(last("GIT_AUTHOR_IDENT") ?? "")?.[1]?.trim();
  return named ? written || named : undefined;
}
