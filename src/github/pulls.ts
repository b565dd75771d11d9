// Pull requests: opens one, unless it is open already.
import { withOneEnd } from "../user-error.ts";
import { ask, reasonOf, type Connection } from "./client.ts";
import type { RepoName } from "./repos.ts";

export interface Pull {
  title: string;
  head: string;
  base: string;
  body: string;
}

/** @returns whether it is new, or a sentence if GitHub does not open it */
export async function openPull(
  connection: Connection,
  { owner, name }: RepoName,
  pull: Pull,
): Promise<boolean | string> {
  const answer = await ask(connection, `POST /repos/${owner}/${name}/pulls`, pull);
  const reason = reasonOf(answer, connection) || `status ${answer.status}`;
  if (answer.status === 201) return true;
  if (answer.status === 422 && /pull request already exists/i.test(reason)) return false;
  return withOneEnd(`${connection.host.name} opens no pull request in ${owner}/${name}: ${reason}.`);
}
