// Author: the person whom Git would name in a commit at a place.
import { gitEnvironment, withSettings } from "./git-environment.ts";
import { askGit, inStandIn, settingsAt, type Place } from "./settings-at.ts";

/** The author of a repo at a place; undefined where Git does not know one, or is not there. */
export async function gitAuthor(place: Place): Promise<string | undefined> {
  const [conditional, outer] = await Promise.all([
    askGit(place.here, ["config", "--get-regexp", "^includeif\\."]),
    askGit(place.here, ["rev-parse", "--absolute-git-dir"]),
  ]);
  // Inside another repo, and without conditions, Git's answer there is the one that counts.
  if (conditional === "" || outer !== "") return nameIn(place.here, gitEnvironment());
  const env = withSettings(gitEnvironment(), await settingsAt(place));
  return inStandIn(place, ([repo = place.here]) => nameIn(repo, env));
}

/** As a commit would have it; where Git knows no address and would refuse the commit, as the settings have it. */
async function nameIn(folder: string, env: Record<string, string>): Promise<string | undefined> {
  const [ident, settings] = await Promise.all([
    askGit(folder, ["-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT"], env),
    askGit(folder, ["config", "--get-regexp", "^(author|user)\\.name$"], env),
  ]);
  const lines = settings.split("\n");
  const last = (key: string) => lines.findLast((line) => line.startsWith(`${key} `))?.slice(key.length).trim();
  const name = /^(.*) <[^<]*> \d+ [+-]\d+$/m.exec(ident)?.[1]?.trim() ?? "";
  return name || env.GIT_AUTHOR_NAME?.trim() || last("author.name") || last("user.name") || undefined;
}
