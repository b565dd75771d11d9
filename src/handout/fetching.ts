// Fetching: one commit of a student's into the store, as objects only. Whatever is in it, nothing of it runs.
import { receivedBytes, removeUnfinished } from "../disk/unfinished-packs.ts";
import { RepoError } from "../github/activity.ts";
import { remotely, urlOf, type Way } from "../github/push.ts";
import { UserError } from "../user-error.ts";

export interface Bounds {
  /** The largest pack, in bytes. */
  bytes: number;
  milliseconds: number;
}

export const usualBounds: Bounds = { bytes: 50_000_000, milliseconds: 300_000 };

/** Objects are checked, and large ones never held in memory. A pack stays one, so that its size can be watched. */
const settings = ["fetch.fsckObjects=true", "fetch.unpackLimit=1", "core.bigFileThreshold=5m"];

const options = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance"];

/**
 * Fetches a commit and names it by a ref, which takes the place of an older one.
 * @throws RepoError if it is larger than the bounds, takes longer, or holds what Git does not accept
 */
export async function fetchCommit(way: Way, commit: string, ref: string, bounds: Bounds = usualBounds): Promise<void> {
  const { connection, folder, to } = way;
  const repo = `${to.owner}/${to.name}`;
  const ending = new AbortController();
  const end = (problem: string) => ending.abort(new RepoError(`${repo} ${problem}.`, "Look at it on GitHub."));
  const watch = setInterval(() => {
    if (receivedBytes(folder) > bounds.bytes) end(`is larger than ${Math.round(bounds.bytes / 1e6)} MB`);
  }, 100);
  const late = setTimeout(() => end("took too long to fetch"), bounds.milliseconds);
  const stop = AbortSignal.any([connection.stop, ending.signal]);
  const command = ["--git-dir=.", ...settings.flatMap((setting) => ["-c", setting]), "fetch", ...options];
  try {
    await remotely({ ...way, connection: { ...connection, stop } }, [...command, urlOf(way), `+${commit}:${ref}`]);
  } catch (error) {
    connection.stop.throwIfAborted();
    throw error instanceof UserError && !(error instanceof RepoError) ? refused(repo, error.message) : error;
  } finally {
    clearInterval(watch);
    clearTimeout(late);
    removeUnfinished(folder);
  }
}

function refused(repo: string, said: string): RepoError {
  return /fsck|invalid object|error in (?:blob|tree|commit|tag)/i.test(said)
    ? new RepoError(`${repo} holds an object that Git does not accept.`, "Look at it on GitHub.")
    : new RepoError(`${repo} could not be fetched. ${said}`);
}
