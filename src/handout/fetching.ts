// Fetching: one commit of a student's into the store, as objects only. Whatever is in it, nothing of it runs.
import { receivedBytes, removeUnfinished } from "../disk/unfinished-packs.ts";
import { RepoError } from "../github/activity.ts";
import { remotely, urlOf, type Way } from "../github/push.ts";
import { answer } from "../git/git-run.ts";
import { UserError } from "../user-error.ts";
import { starterRef, type Store } from "./store.ts";

export interface Bounds {
  /** The largest pack, in bytes. */
  bytes: number;
  milliseconds: number;
}

export const usualBounds: Bounds = { bytes: 50_000_000, milliseconds: 300_000 };

/** Objects are checked, and large ones never held in memory. A pack stays one, so that its size can be watched. */
const settings = ["fetch.fsckObjects=true", "fetch.unpackLimit=1", "core.bigFileThreshold=5m"];

const options = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance"];

/** Where a commit waits until its size is known. */
const incoming = "refs/incoming/commit";

/**
 * Fetches a commit and names it by a ref, which takes the place of an older one.
 * @throws RepoError if it is larger than the bounds, takes longer, or holds what Git does not accept
 */
export async function fetchCommit(
  store: Store,
  way: Way,
  commit: string,
  ref: string,
  bounds: Bounds = usualBounds,
): Promise<void> {
  const repo = `${way.to.owner}/${way.to.name}`;
  const large = new RepoError(`${repo} is larger than ${Math.round(bounds.bytes / 1e6)} MB.`, "Look at it on GitHub.");
  const late = new RepoError(`${repo} took too long to fetch.`, "Try again later.");
  const command = ["--git-dir=.", ...settings.flatMap((setting) => ["-c", setting]), "fetch", ...options];
  const isLarge = () => receivedBytes(store.path) > bounds.bytes;
  try {
    await watched(way, { isLarge, large, late, milliseconds: bounds.milliseconds }, (bounded) =>
      remotely(bounded, [...command, urlOf(way), `+${commit}:${incoming}`]),
    );
    // A fast pack is there before anybody looked at it.
    const size = await store.git(["rev-list", "--objects", "--disk-usage", incoming, "--not", starterRef]);
    if (Number(size) > bounds.bytes) throw large;
    await store.git(["update-ref", ref, commit]);
  } catch (error) {
    way.connection.stop.throwIfAborted();
    throw error instanceof UserError && !(error instanceof RepoError) ? refused(repo, error.message) : error;
  } finally {
    removeUnfinished(store.path);
    await answer(store.git(["update-ref", "-d", incoming]));
  }
}

interface Watch {
  isLarge: () => boolean;
  large: RepoError;
  late: RepoError;
  milliseconds: number;
}

/** Ends the work when too much was received, or when it takes too long. */
async function watched(
  way: Way,
  { isLarge, large, late, milliseconds }: Watch,
  work: (bounded: Way) => Promise<unknown>,
): Promise<void> {
  const ending = new AbortController();
  const timers = [
    setInterval(() => { if (isLarge()) ending.abort(large); }, 100),
    setTimeout(() => ending.abort(late), milliseconds),
  ];
  const stop = AbortSignal.any([way.connection.stop, ending.signal]);
  try {
    await work({ ...way, connection: { ...way.connection, stop } });
  } finally {
    timers.forEach((timer) => clearTimeout(timer));
  }
}

function refused(repo: string, said: string): RepoError {
  return /fsck|invalid object|error in (?:blob|tree|commit|tag)/i.test(said)
    ? new RepoError(`${repo} holds an object that Git does not accept.`, "Look at it on GitHub.")
    : new RepoError(`${repo} could not be fetched. ${said}`);
}
