// Push: runs Git against GitHub over https. The token is passed in the environment of that one Git and stored nowhere.
import { gitEnvironment } from "../git/git-environment.ts";
import { git } from "../git/git-run.ts";
import { openRepo, originOf } from "../git/open-repo.ts";
import type { Connection } from "./client.ts";
import { pushError } from "./push-error.ts";
import { addressOf, type RepoName } from "./repos.ts";
import { basic, withoutToken } from "./secret.ts";
import { twice } from "./unreachable.ts";

export interface Way {
  folder: string;
  to: RepoName;
  connection: Connection;
}

/** The branches on GitHub: name -> newest commit. */
export async function branchesOf(way: Way): Promise<Map<string, string>> {
  const listed = await remotely(way, ["ls-remote", "--heads", urlOf(way)]);
  const lines = listed.split("\n").map((line) => line.split("\trefs/heads/"));
  return new Map(
    lines.flatMap(([commit, name]) => (commit !== undefined && name !== undefined ? [[name, commit]] : [])),
  );
}

/** Pushes a branch, never by force, and sets `origin` to the repository on GitHub. */
export async function push(way: Way, branch: string): Promise<void> {
  await remotely(way, ["push", "--quiet", urlOf(way), `HEAD:refs/heads/${branch}`]);
  const repo = openRepo(way.folder, way.connection.stop);
  if ((await originOf(repo)) === undefined) await repo.addRemote("origin", urlOf(way));
  // What a push to a named remote would record.
  await repo.raw("update-ref", `refs/remotes/origin/${branch}`, "HEAD");
  await repo.raw("branch", "--quiet", `--set-upstream-to=origin/${branch}`);
}

export function urlOf({ to, connection }: Way): string {
  return `${addressOf(connection.host, to)}.git`;
}

/**
 * Runs Git against GitHub. A push that succeeded without an answer finds its commits there the second time.
 * @throws UserError that says why GitHub refused
 */
export function remotely(way: Way, args: string[]): Promise<string> {
  return twice(() => remotelyOnce(way, args), way.connection);
}

async function remotelyOnce(way: Way, args: string[]): Promise<string> {
  const { login, stop } = way.connection;
  try {
    return await git(way.folder, args, { env: environmentFor(way), stop });
  } catch (error) {
    stop.throwIfAborted();
    throw pushError(withoutToken(error instanceof Error ? error.message : String(error), login.token), way.connection);
  }
}

/**
 * The user's environment, in which Git sends the token to this server only and asks nobody: no helper could store the
 * token, no prompt could wait forever. URLs are not rewritten and nothing is traced: traces show headers and settings.
 */
function environmentFor(way: Way): Record<string, string> {
  const { host, login } = way.connection;
  const url = urlOf(way);
  const env = Object.fromEntries(Object.entries(gitEnvironment()).filter(([name]) => !/^GIT_TRACE/i.test(name)));
  const before = Number(env.GIT_CONFIG_COUNT ?? 0) || 0;
  const settings = [
    [`http.${host.server}/.extraHeader`, ""],
    [`http.${host.server}/.extraHeader`, `Authorization: Basic ${basic(login.token)}`],
    // Git would send the header to the server that a redirect names. The user's settings may name addresses.
    ["http.followRedirects", "false"],
    [`http.${host.server}/.followRedirects`, "false"],
    [`http.${url}.followRedirects`, "false"],
    [`http.${host.server}/.followRedirects`, "false"],
    [`http.${url}.followRedirects`, "false"],
    ["credential.helper", ""],
    [`url.${url}.insteadOf`, url],
    [`url.${url}.pushInsteadOf`, url],
  ].flatMap(([key = "", value = ""], at) => [
    [`GIT_CONFIG_KEY_${before + at}`, key],
    [`GIT_CONFIG_VALUE_${before + at}`, value],
  ]);
  return {
    ...env,
    ...(Object.fromEntries(settings) as Record<string, string>),
    ...quiet,
    GIT_CONFIG_COUNT: String(before + settings.length / 2),
  };
}

/** Turns off traces that the user's settings may ask for, prompts, and translated messages. */
const quiet = {
  GIT_TRACE2: "0",
  GIT_TRACE2_EVENT: "0",
  GIT_TRACE2_PERF: "0",
  GIT_TERMINAL_PROMPT: "0",
  GIT_ASKPASS: "",
  LC_ALL: "C",
};
