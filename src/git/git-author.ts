// Git author: the author that Git would record for a commit in a folder.
import { gitEnvironment, withSettings } from "./git-environment.ts";
import { askGit, inStandIn, settingsAt, type Place } from "./settings-at.ts";

/** The author of a repository at a place; undefined if Git is missing or knows none. */
export async function gitAuthor(place: Place): Promise<string | undefined> {
  const [here, conditional, outer] = await Promise.all([
    nameIn(place.here, gitEnvironment()),
    askGit(place.here, ["config", "--get-regexp", "^includeif\\."]),
    askGit(place.here, ["rev-parse", "--absolute-git-dir"]),
  ]);
  // Inside another repository, and without conditional settings, Git's answer there counts.
  if (conditional === "" || outer !== "") return here;
  const env = withSettings(gitEnvironment(), await settingsAt(place));
  return inStandIn(place, ([repo = place.here]) => nameIn(repo, env));
}

/** As a commit would record it. If Git knows no address and would refuse the commit, the name from the settings. */
async function nameIn(folder: string, env: Record<string, string>): Promise<string | undefined> {
  const [ident, settings] = await Promise.all([
    askGit(folder, ["var", "GIT_AUTHOR_IDENT"], env),
    askGit(folder, ["config", "--get-regexp", "^(author|user)\\.name$"], env),
  ]);
  const lines = settings.split("\n");
  const last = (key: string) => lines.findLast((line) => line.startsWith(`${key} `))?.slice(key.length).trim();
  const name = /^(.*) <[^<]*> \d+ [+-]\d+$/m.exec(ident)?.[1]?.trim() ?? "";
  return name || env.GIT_AUTHOR_NAME?.trim() || last("author.name") || last("user.name") || undefined;
}
