// Push error: what Git and GitHub print about a failed push, as one sentence with a fix.
import { UserError } from "../user-error.ts";
import type { Connection } from "./client.ts";
import { quoted } from "./secret.ts";
import { TransientError } from "./unreachable.ts";

/** Messages of failures that a second try may not meet. */
const passing =
  /error: 5\d\d|HTTP 5\d\d|connection (was )?reset|reset by peer|unexpected disconnect|early EOF|empty reply/i;

interface Refusal {
  sign: RegExp;
  problem: string;
  fix: string;
}

/** Both sides have new commits. */
const ahead = {
  problem: "has commits that this folder does not have",
  fix: "Run git pull --rebase, and publish again.",
};

const refusals: Refusal[] = [
  {
    sign: /without [`']?workflows?[`']? (scope|permission)/i,
    problem: "does not let this login push workflows, and the repo has one in .github/workflows",
    fix: "Run gh auth refresh --scopes workflow, or give the token that scope.",
  },
  {
    sign: /secret[- ]scanning|push protection|push cannot contain secrets/i,
    problem: "refuses the push because a commit holds a secret",
    fix: "Remove it from the commits (git commit --amend if it is in the last one), and create a new secret.",
  },
  {
    sign: /protected branch|GH006|repository rule violations|GH013/i,
    problem: "protects this branch against pushes",
    fix: "Push another branch (git switch --create my-change) and open a pull request.",
  },
  { sign: /non-fast-forward|fetch first|\[rejected\]/, ...ahead },
  {
    sign: /error: 403|permission to .* denied|write access .* not granted/i,
    problem: "does not let this login push there",
    fix: "Log in as a user who may push, or give the token the scopes repo and workflow.",
  },
  {
    sign: /authentication failed|could not read (username|password)|error: 401|invalid (username|credentials)/i,
    problem: "does not accept the login for a push",
    fix: "Run gh auth login again, or create a new token.",
  },
  {
    sign: /repository( .*)? not found|error: 404/i,
    problem: "shows this login no such repo",
    fix: "Publish again, or log in as a user who may see it.",
  },
  {
    sign: /error: 30\d|redirect/i,
    problem: "sends Git to another address, where the login must not go",
    fix: "If the repo was renamed or moved, use its new name.",
  },
  {
    sign: /certificate/i,
    problem: "shows a certificate that Git does not trust",
    fix: "If it is your organisation's, set GIT_SSL_CAINFO to the file of its certificate, and try again.",
  },
  {
    sign: /was silent for two minutes/,
    problem: "did not answer Git for two minutes, or one of your hooks waits",
    fix: "Run git push to see what it waits for.",
  },
  { sign: passing, problem: "had a server error, or reset the connection", fix: "Try again later." },
  {
    sign: /could not resolve|failed to connect|couldn't connect|connection refused|timed out|SSL|TLS|unable to access/i,
    problem: "cannot be reached by Git",
    fix: "Check the network, and try again.",
  },
];

/** The UserError for Git's output, from which the token has been removed. */
export function pushError(said: string, { host, login }: Connection): UserError {
  const known = refusals.find(({ sign }) => sign.test(said));
  const kind = known?.sign === passing ? TransientError : UserError;
  if (known !== undefined) return new kind(`${host.name} ${known.problem}.`, known.fix);
  return new UserError(
    `The push to ${host.name} failed.`,
    `It said: ${quoted(said.trim().split("\n").slice(-6).join(" "), login.token)}`,
  );
}

/** The UserError for a branch that has new commits on GitHub. */
export function remoteAheadError({ host }: Connection): UserError {
  return new UserError(`${host.name} ${ahead.problem}.`, ahead.fix);
}
