// Putting a repo on GitHub, step by step: both `create --github` and `publish` do it.
import { isBehind, type RepoState } from "../git/repo-state.ts";
import { UserError } from "../user-error.ts";
import type { Connection } from "./client.ts";
import { findLogin } from "./login.ts";
import { branchesOf, push } from "./push.ts";
import { remoteAheadError } from "./push-error.ts";
import { addressOf, findRepo, loginName, makeRepo, setTopics, taken, type Repo, type RepoName } from "./repos.ts";
import { withoutToken } from "./secret.ts";
import { hostFrom, withoutSlashes } from "./host.ts";

/** Where a repo goes to, and what is there. */
export interface Publication {
  connection: Connection;
  /** Who is logged in. */
  login: string;
  to: RepoName;
  /** Its page. */
  url: string;
  /** What is there already. */
  found?: Repo;
  /** Its branches there: name -> newest commit. */
  branches: Map<string, string>;
}

/** What is known of a repo before it is there. */
export interface Described {
  description: string;
  topics: string[];
  public: boolean;
}

interface Wish {
  /** Without it, whoever is logged in. */
  owner?: string;
  name: string;
  /** Where Git is run: the repo, or what is there of the way to it. */
  folder: string;
  stop: AbortSignal;
}

/**
 * Finds out who the owner is and what is on GitHub already. Nothing is changed.
 *
 * @throws UserError where one is not logged in, or GitHub cannot be asked
 */
export async function settlePublication({ owner, name, folder, stop }: Wish): Promise<Publication> {
  const host = hostFrom(process.env);
  const connection = { host, login: await findLogin(host, process.env, stop), stop };
  const login = await loginName(connection);
  const to = { owner: owner ?? login, name };
  const found = await findRepo(connection, to);
  const branches = found === undefined ? new Map<string, string>() : await branchesOf({ folder, to, connection });
  return { connection, login, to, url: addressOf(host, to), found, branches };
}

/** @throws UserError for a repo on GitHub that holds anything already: a new one would not fit into it */
export function refuseFilled({ connection, to, branches }: Publication): void {
  if (branches.size > 0) throw taken(connection, to);
}

/**
 * Only a repo with the same history is the same repo.
 *
 * @throws UserError for another one, for one that is ahead, and for an `origin` that leads elsewhere
 */
export async function refuseForeign({ connection, to, url, branches }: Publication, folder: string, { branch, origin }: RepoState): Promise<void> {
  if (origin !== undefined && placeOf(origin) !== placeOf(url)) {
    const shown = JSON.stringify(withoutToken(origin, connection.login.token));
    throw new UserError(`The repo's origin is ${shown}, not ${url}.`, "Push there with git push, or run git remote remove origin and publish again.");
  }
  const ours = await Promise.all([...branches].map(async ([name, commit]) => ((await isBehind(folder, commit)) ? name : undefined)));
  if (branches.size > 0 && origin === undefined && ours.every((name) => name === undefined)) throw taken(connection, to);
  if (branches.has(branch) && !ours.includes(branch)) throw remoteAheadError(connection);
}

/** Makes the repo on GitHub where there is none. Topics are for one that holds nothing yet: later they are the owner's. */
export async function makeOnGitHub(publication: Publication, { description, topics, public: open }: Described): Promise<void> {
  const { connection, login, to } = publication;
  publication.found ??= await makeRepo(connection, { ...to, login, description, private: !open });
  if (publication.branches.size > 0 || publication.found.topics.length > 0) return;
  await setTopics(connection, to, topics);
  publication.found.topics = topics;
}

/** Pushes what is committed. */
export async function pushToGitHub({ connection, to }: Publication, folder: string, branch: string): Promise<void> {
  await push({ folder, to, connection }, branch);
}

/** How a new repo came to GitHub. */
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

/** Puts a repo on GitHub that was made a moment ago. What fails undoes nothing: `publish` goes on from there. */
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

/** "private" or "public", as it is on GitHub. */
export function visibilityOf({ found }: Publication): "private" | "public" {
  return found?.private === false ? "public" : "private";
}

/** Host and path of a remote address, however it is spelled: https, ssh, or "git@github.com:ann/my-blog.git". */
function placeOf(address: string): string {
  const plain = address.replace(/^[\w+.-]+:\/\//, "").replace(/^[^/@]*@/, "");
  return withoutSlashes(plain.replace(/^([^/:]+):(?!\d+\/)/, "$1/")).replace(/\.git$/, "").toLowerCase();
}
