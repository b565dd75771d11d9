// Login: the one that gh stores, else a token from the environment. It is kept in memory only.
import { loggedOut, missing, missingError } from "../system/fixes.ts";
import { run } from "../system/run.ts";
import { UserError } from "../user-error.ts";
import type { Host } from "./host.ts";

export interface Login {
  token: string;
  from: string;
}

/** In the order in which gh reads them. */
const variables = ["GH_TOKEN", "GITHUB_TOKEN"];

/** @throws UserError if there is no login, or an invalid one */
export async function findLogin(host: Host, env: NodeJS.ProcessEnv, stop: AbortSignal): Promise<Login> {
  const set = variables.find((name) => (env[name]?.trim() ?? "") !== "");
  const fromEnvironment = set === undefined ? undefined : env[set]?.trim();
  const gh = await askGh(host, stop);
  const token = gh.token ?? fromEnvironment;
  if (token === undefined) throw notLoggedIn(host, gh.there);
  const from = set !== undefined && token === fromEnvironment ? set : "gh";
  // A header with any other character would fail with a message that shows the token.
  if (/^[\x21-\x7e]+$/.test(token)) return { token, from };
  throw new UserError(`The token in ${from} contains a character that no token has.`, "Copy it again from GitHub.");
}

/** Asks gh the way Git does. Unlike `gh auth token`, every version answers this, and only for one host. */
async function askGh({ name, server }: Host, stop: AbortSignal): Promise<{ there: boolean; token?: string }> {
  const { there, succeeded, stdout } = await run(["gh", "auth", "git-credential", "get"], {
    input: `protocol=${new URL(server).protocol.replace(":", "")}\nhost=${name}\n\n`,
    env: { ...process.env, GH_PROMPT_DISABLED: "1", GH_NO_UPDATE_NOTIFIER: "1" },
    limit: 30_000,
    stop,
  });
  stop.throwIfAborted();
  return { there, token: succeeded ? /^password=(.+)$/m.exec(stdout)?.[1]?.trim() : undefined };
}

function notLoggedIn({ name }: Host, hasGh: boolean): UserError {
  const { problem, advice, commands } = hasGh ? loggedOut : missing("gh");
  const host = name === "github.com" ? "" : ` --hostname ${name}`;
  const unset = "and neither GH_TOKEN nor GITHUB_TOKEN is set";
  return missingError({
    problem: `${problem.replace(/,$/, "")}, ${unset}`,
    advice,
    commands: hasGh ? commands.map((line) => line + host) : commands,
  });
}
