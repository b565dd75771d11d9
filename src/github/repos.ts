// Repositories on GitHub: the logged-in user, an existing repository, and a new one.
import { UserError, withOneEnd } from "../user-error.ts";
import { ask, LoginError, reasonOf, type Answer, type Connection } from "./client.ts";
import type { Host } from "./host.ts";

export interface RepoName {
  owner: string;
  name: string;
}

/** The address of its page; Git uses it with ".git" added. */
export function addressOf({ server }: Host, { owner, name }: RepoName): string {
  return `${server}/${owner}/${name}`;
}

export interface Repo {
  private: boolean;
  topics: string[];
}

export interface NewRepo extends RepoName {
  login: string;
  description: string;
  private: boolean;
  /** The flag that names the owner, for messages. */
  flag?: "--owner" | "--org";
}

/** The logged-in user's name. */
export async function loginName(connection: Connection): Promise<string> {
  const answer = await ask(connection, "GET /user");
  if (answer.status === 200 && typeof answer.body.login === "string") return answer.body.login;
  throw refused("say who you are", answer, connection);
}

/** A repository as the logged-in user sees it; undefined if there is none. */
export async function findRepo(connection: Connection, { owner, name }: RepoName): Promise<Repo | undefined> {
  const answer = await ask(connection, `GET /repos/${owner}/${name}`);
  if (answer.status === 404) return undefined;
  if (answer.status === 200) return repoIn(answer);
  throw refused(`show ${owner}/${name}`, answer, connection);
}

/** @throws UserError if GitHub refuses; the message says why */
export async function makeRepo(
  connection: Connection,
  { owner, name, login, description, private: hidden, flag = "--owner" }: NewRepo,
): Promise<Repo> {
  const own = owner.toLowerCase() === login.toLowerCase();
  const route = own ? "POST /user/repos" : `POST /orgs/${owner}/repos`;
  const answer = await ask(connection, route, { name, description, private: hidden });
  if (answer.status === 201) return repoIn(answer);
  if (answer.status === 404 && !own) {
    throw new LoginError(
      `${owner} is neither your name (${login}) nor one of your organisations on ${connection.host.name}.`,
      `Name another ${flag}.`,
    );
  }
  if (answer.status === 422 && /already exists/i.test(reasonOf(answer, connection)))
    throw taken(connection, { owner, name });
  throw refused(`create ${owner}/${name}`, answer, connection);
}

/** @throws UserError if GitHub refuses */
export async function setTopics(connection: Connection, { owner, name }: RepoName, topics: string[]): Promise<void> {
  const answer = await ask(connection, `PUT /repos/${owner}/${name}/topics`, { names: topics });
  if (answer.status !== 200) throw refused(`give topics to ${owner}/${name}`, answer, connection);
}

/** A name that another repository has. */
export class TakenError extends UserError {}

export function taken({ host }: Connection, { owner, name }: RepoName): TakenError {
  return new TakenError(
    `There is another repo ${owner}/${name} on ${host.name}.`,
    "Rename or delete it there, or name another --owner.",
  );
}

/** Invites somebody who may push; returns a sentence if GitHub does not. The same again changes nothing. */
export async function invite(
  connection: Connection,
  { owner, name }: RepoName,
  username: string,
): Promise<string | undefined> {
  const route = `PUT /repos/${owner}/${name}/collaborators/${username}`;
  const answer = await ask(connection, route, { permission: "push" });
  if ([201, 204].includes(answer.status)) return undefined;
  if (answer.status === 404) return `${connection.host.name} has no user ${username}.`;
  const reason = reasonOf(answer, connection) || `status ${answer.status}`;
  return withOneEnd(`${connection.host.name} does not invite ${username} to ${owner}/${name}: ${reason}.`);
}

function repoIn({ body }: Answer): Repo {
  const topics = Array.isArray(body.topics) ? body.topics.filter((topic) => typeof topic === "string") : [];
  return { private: body.private === true, topics };
}

function refused(what: string, answer: Answer, connection: Connection): UserError {
  const { host, login } = connection;
  const reason = reasonOf(answer, connection) || `status ${answer.status}`;
  const scopes =
    login.from === "gh"
      ? "gh auth refresh --scopes repo,workflow gives gh more rights."
      : `The token in ${login.from} needs the scopes repo and workflow.`;
  return new UserError(`${host.name} does not ${what}: ${reason}.`, [403, 404].includes(answer.status) ? scopes : "");
}
