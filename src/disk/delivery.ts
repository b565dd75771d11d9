// Delivery: the one way in which files reach a user's folder, completely or not at all: staged, committed, placed.
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Contents } from "../draft.ts";
import { firstCommit, type GitOutcome } from "../git/first-commit.ts";
import type { Tell } from "../git/git-wait.ts";
import { acceptTarget, type Accepted } from "./accept.ts";
import { adapt } from "./clone.ts";
import { Staging } from "./staging.ts";
import { nearestExisting } from "./target.ts";

export interface Delivery {
  /** Adapted to a clone: its LICENSE stays, and its .gitignore comes first. */
  draft: Contents;
  target: Accepted;
  /** Folders that become repositories with a first commit: "starter", or "" for the target. None is inside another. */
  repos: string[];
  /** The time of the first commits, "2026-11-22T00:00:00Z", so that the same files give the same commit. */
  moment?: string;
  stop: AbortSignal;
  tell: Tell;
}

export interface Delivered {
  target: Accepted;
  /** The outcome of each first commit, by the folder of its repository. A failed commit does not stop the delivery. */
  commits: Map<string, GitOutcome>;
}

/**
 * Delivers files. The target is unchanged until all of them are staged and committed; they appear there by one rename,
 * or in an existing folder by one rename for each entry, which the next run takes back if this one is killed.
 * @throws UserError if the disk refuses, or if something was created there meanwhile; nothing is left behind then
 */
export async function deliver(delivery: Delivery): Promise<Delivered> {
  const target = await lookAgain(delivery.target);
  if (target.clone !== undefined) adapt(delivery.draft, target.clone);
  const staging = new Staging(target);
  try {
    stage(staging, target, delivery);
    const written = staging.write(delivery.draft, delivery.stop);
    const committed = commit({ staging, target, written, delivery }); // Git starts while the files are written.
    await Promise.allSettled([written, committed]); // Nobody writes any more if the staging is removed.
    await written;
    const commits = await committed;
    delivery.stop.throwIfAborted();
    staging.place();
    return { target, commits };
  } catch (error) {
    staging.remove();
    throw delivery.stop.aborted ? delivery.stop.reason : error;
  }
}

/** An existing folder may have changed since it was accepted, and files that an interrupted run moved are back now. */
async function lookAgain(target: Accepted): Promise<Accepted> {
  return target.exists ? acceptTarget(target.path) : target;
}

function stage(staging: Staging, target: Accepted, { draft, repos, stop }: Delivery): void {
  stop.throwIfAborted();
  staging.open(draft);
  if (target.repo !== undefined && repos.includes("")) staging.copyRepo();
}

interface Committing {
  staging: Staging;
  target: Accepted;
  /** Resolves when all files are in the staging. */
  written: Promise<void>;
  delivery: Delivery;
}

async function commit({ staging, target, written, delivery }: Committing): Promise<Delivered["commits"]> {
  const { draft, repos, moment, stop, tell } = delivery;
  const commits: Delivered["commits"] = new Map();
  for (const repo of repos) {
    stop.throwIfAborted();
    const project = join(staging.project, repo);
    const place = { target: join(target.path, repo), here: nearestExisting(target.path) };
    const files = filesIn(repo, draft);
    const own = repo === "" ? target.repo?.branch : undefined;
    commits.set(
      repo,
      await firstCommit({ project, files, written, place, branch: own, moment, stop, tell }),
    );
    // The lock of a Git that crashed would stop the next Git.
    rmSync(join(project, ".git", "index.lock"), { force: true });
  }
  return commits;
}

/** The paths of a repository's files, relative to its folder. */
function filesIn(repo: string, draft: Contents): string[] {
  const folder = repo === "" ? "" : `${repo}/`;
  return [...draft.keys()].filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
}
