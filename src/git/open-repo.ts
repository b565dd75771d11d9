// Open repository: simple-git in an existing repository, for questions with typed answers.
import { simpleGit, type SimpleGit } from "simple-git";
import { gitEnvironment } from "./git-environment.ts";

/**
 * Opens the repository of a folder. simple-git removes Git's variables from our environment, except those named here.
 * Git commands that need other variables than the user's are run by `git()`.
 */
export function openRepo(folder: string, stop?: AbortSignal): SimpleGit {
  return simpleGit({
    baseDir: folder,
    abort: stop,
    allowEnvironment: Object.keys(gitEnvironment()),
    unsafe: { allowAbbreviatedOptions: true }, // Otherwise the user's hooks would inherit a Git that refuses them.
    timeout: { block: 120_000 },
  });
}

export async function originOf(repo: SimpleGit): Promise<string | undefined> {
  return (await repo.getConfig("remote.origin.url")).value ?? undefined;
}
