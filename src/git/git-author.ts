// Git author: the author that Git would record for a commit in a folder.
import { gitEnvironment, withSettings } from "./git-environment.ts";
import { askGit, inStandIn, settingsAt, type Place } from "./settings-at.ts";

/** The author of a repository at a place; undefined if Git is missing or knows none. */
export async function gitAuthor(place: Place): Promise<string | undefined> {
  const [said, outer] = await Promise.all([
    askIn(place.here, gitEnvironment()),
    askGit(place.here, ["rev-parse", "--absolute-git-dir"]),
  ]);
  // Inside another repository, and without conditional settings, Git's answer there counts.
  if (!/^includeif\./m.test(said.settings) || outer !== "") return nameFrom(said);
  const env = withSettings(gitEnvironment(), await settingsAt(place));
  return inStandIn(place, async ([repo = place.here]) => nameFrom(await askIn(repo, env)));
}

interface Said {
  ident: string;
  settings: string;
  env: Record<string, string>;
}

/** What Git says of the author, and whether its settings depend on the folder. Each start of Git takes 5 ms. */
async function askIn(folder: string, env: Record<string, string>): Promise<Said> {
  const [ident, settings] = await Promise.all([
    askGit(folder, ["var", "GIT_AUTHOR_IDENT"], env),
    askGit(folder, ["config", "--get-regexp", "^(author\\.name$|user\\.name$|includeif\\.)"], env),
  ]);
  return { ident, settings, env };
}

/** As a commit would record it. If Git knows no address and would refuse the commit, the name from the settings. */
function nameFrom({ ident, settings, env }: Said): string | undefined {
  const lines = settings.split("\n");
  const last = (key: string) => lines.findLast((line) => line.startsWith(`${key} `))?.slice(key.length).trim();
  const name = /^(.*) <[^<]*> \d+ [+-]\d+$/m.exec(ident)?.[1]?.trim() ?? "";
  return name || env.GIT_AUTHOR_NAME?.trim() || last("author.name") || last("user.name") || undefined;
}
