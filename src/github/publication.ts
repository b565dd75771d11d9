// Publication: the steps that put a repository on GitHub, for `create --github` and `publish`.
import { isBehind, type RepoState } from "../git/repo-state.ts";
import { UserError } from "../user-error.ts";
import type { Connection } from "./client.ts";
import { connect } from "./connection.ts";
import { branchesOf, push } from "./push.ts";
import { remoteAheadError } from "./push-error.ts";
import { addressOf, findRepo, makeRepo, setTopics, taken, type Repo, type RepoName } from "./repos.ts";
import { withoutToken } from "./secret.ts";
import { withoutSlashes } from "./host.ts";

/** The destination of a repository, and what exists there. */
export interface Publication {
  connection: Connection;
  login: string;
  to: RepoName;
  url: string;
  found?: Repo;
  branches: Map<string, string>;
}

export interface Described {
  description: string;
  topics: string[];
  public: boolean;
}

interface Wish {
  owner?: string;
  name: string;
  /** The folder in which Git runs: the repository, or the nearest existing one. */
  folder: string;
  stop: AbortSignal;
}

/**
 * Finds the owner and what exists on GitHub, without changing anything.
 * @throws UserError if nobody is logged in, or GitHub does not answer
 */
export async function settlePublication({ owner, name, folder, stop }: Wish): Promise<Publication> {
  const { connection, login } = await connect(stop);
  const { host } = connection;
  const to = { owner: owner ?? login, name };
  const found = await findRepo(connection, to);
  const branches = found === undefined ? new Map<string, string>() : await branchesOf({ folder, to, connection });
  return { connection, login, to, url: addressOf(host, to), found, branches };
}

/** @throws UserError for a repository on GitHub that is not empty: a new project does not fit into it */
export function refuseFilled({ connection, to, branches }: Publication): void {
  if (branches.size > 0) throw taken(connection, to);
}

/**
 * Only a repository with the same history is the same.
 * @throws UserError for another repository, for one that is ahead, and for an `origin` that leads elsewhere
 */
export async function refuseForeign(
  { connection, to, url, branches }: Publication,
  folder: string,
  { branch, origin }: RepoState,
): Promise<void> {
  if (origin !== undefined && placeOf(origin) !== placeOf(url)) {
    const shown = JSON.stringify(withoutToken(origin, connection.login.token));
    throw new UserError(
      `The repo's origin is ${shown}, not ${url}.`,
      "Push there with git push, or run git remote remove origin and publish again.",
    );
  }
  const ours = await Promise.all(
    [...branches].map(async ([name, commit]) => ((await isBehind(folder, commit)) ? name : undefined)),
  );
  if (branches.size > 0 && origin === undefined && ours.every((name) => name === undefined))
    throw taken(connection, to);
  if (branches.has(branch) && !ours.includes(branch)) throw remoteAheadError(connection);
}

/** Creates the repository if it does not exist. Topics are only set while it is empty; later they are the owner's. */
export async function makeOnGitHub(
  publication: Publication,
  { description, topics, public: open }: Described,
): Promise<void> {
  const { connection, login, to } = publication;
  publication.found ??= await makeRepo(connection, { ...to, login, description, private: !open });
  if (publication.branches.size > 0 || publication.found.topics.length > 0) return;
  await setTopics(connection, to, topics);
  publication.found.topics = topics;
}

export async function pushToGitHub({ connection, to }: Publication, folder: string, branch: string): Promise<void> {
  await push({ folder, to, connection }, branch);
}

export type GitHubOutcome =
  | { status: "skipped" | "waiting" | "stopped" }
  | { status: "published"; url: string; visibility: "private" | "public" }
  | { status: "failed"; problem: string };

interface NewRepo {
  publication: Publication;
  described: Described;
  folder: string;
  branch: string;
  stop: AbortSignal;
}

/** Publishes a project that was just created. A failure undoes nothing, because `publish` can continue from there. */
export async function publishNew({ publication, described, folder, branch, stop }: NewRepo): Promise<GitHubOutcome> {
  try {
    await makeOnGitHub(publication, described);
    await pushToGitHub(publication, folder, branch);
    return { status: "published", url: publication.url, visibility: visibilityOf(publication) };
  } catch (error) {
    if (stop.aborted) return { status: "stopped" };
    if (error instanceof UserError) return { status: "failed", problem: error.message };
    throw error;
  }
}

/** "private" or "public", as on GitHub. */
export function visibilityOf({ found }: Publication): "private" | "public" {
  return found?.private === false ? "public" : "private";
}

/** Host and path of a remote address in any form: https, ssh, or "git@github.com:ann/my-blog.git". */
function placeOf(address: string): string {
  const plain = address.replace(/^[\w+.-]+:\/\//, "").replace(/^[^/@]*@/, "");
  return withoutSlashes(plain.replace(/^([^/:]+):(?!\d+\/)/, "$1/")).replace(/\.git$/, "").toLowerCase();
}
