// Activity: when a branch was pushed, by the server's clock. The dates in commits are the author's to choose.
import { UserError } from "../user-error.ts";
import { ask, reasonOf, type Answer, type Connection } from "./client.ts";
import type { RepoName } from "./repos.ts";

export interface Push {
  commit: string;
  /** When GitHub received it. */
  time: Date;
}

/** A failure with one repository; others may be fine. */
export class RepoError extends UserError {}

/** So many pages of 100 are read of a branch that was pushed often since. */
const mostPages = 50;

/**
 * The last state of a branch until a moment, also if it was pushed over by force since; undefined if there was none.
 * https://docs.github.com/rest/repos/repos#list-repository-activities
 * @throws RepoError if GitHub does not show the repository; UserError for what every request can meet
 */
export async function lastPush(
  connection: Connection,
  { owner, name }: RepoName,
  branch: string,
  until: Date | undefined,
): Promise<Push | undefined> {
  let route: string | undefined = `GET /repos/${owner}/${name}/activity?ref=refs/heads/${branch}&per_page=100`;
  for (let page = 0; route !== undefined && page < mostPages; page += 1) {
    const answer: Answer = await ask(connection, route);
    if (answer.status !== 200) throw hidden(`${owner}/${name}`, answer, connection);
    const pushes = pushesIn(answer);
    if (pushes === undefined) throw hidden(`${owner}/${name}`, answer, connection);
    const found = pushes.find(({ time }) => until === undefined || time <= until);
    if (found !== undefined) return found;
    route = answer.next;
  }
  if (route === undefined) return undefined;
  const often = `${owner}/${name} was pushed more than ${mostPages * 100} times since the deadline.`;
  throw new RepoError(often, "Look at it on GitHub.");
}

/** The newest first; undefined for what is no such list. A deleted branch has no commit. */
function pushesIn({ body }: Answer): Push[] | undefined {
  const list = Array.isArray(body) ? body.map(pushIn) : [undefined];
  const pushes = list.filter((each) => each !== undefined);
  return pushes.length === list.length ? pushes.filter(({ commit }) => !/^0+$/.test(commit)) : undefined;
}

function pushIn(value: unknown): Push | undefined {
  const { after, timestamp } = (value ?? {}) as Record<string, unknown>;
  const time = new Date(String(timestamp));
  const isCommit = typeof after === "string" && /^[0-9a-f]{40}$/.test(after);
  return isCommit && !Number.isNaN(time.getTime()) ? { commit: after, time } : undefined;
}

function hidden(repo: string, answer: Answer, connection: Connection): RepoError {
  const { name } = connection.host;
  if (answer.status === 404) return new RepoError(`${name} shows this login no repo ${repo}.`, "Look for it there.");
  const said = answer.status === 200 ? "the answer is no list of pushes" : `status ${answer.status}`;
  const reason = reasonOf(answer, connection) || said;
  return new RepoError(`${name} does not tell when ${repo} was pushed: ${reason}.`, "Try again later.");
}
