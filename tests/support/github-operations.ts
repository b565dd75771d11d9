// GitHub operations: state and responses of the simulated GitHub, which refuses what GitHub's description forbids.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "openapi-backend";
import type { Operation, Said } from "./github-api.ts";

export interface GitHubState {
  /** The folder of the bare repositories. */
  root: string;
  /** token -> login */
  tokens: Map<string, string>;
  /** organisation -> users who may create repositories in it */
  organisations: Map<string, string[]>;
  /** "ann/my-blog" -> its visibility, description and topics */
  repos: Map<string, RepoState>;
  /** "ann/my-blog" -> invited users, changes of its branches, and pull requests */
  activities: Map<string, RepoActivity>;
  /** The time that a push gets. */
  now: () => Date;
}

export interface RepoState {
  private: boolean;
  description: string | null;
  topics: string[];
}

export interface RepoActivity {
  invited: string[];
  changes: Change[];
  pulls: { number: number; title: string; head: string; base: string; body: string }[];
}

/** A change of a branch, the oldest first. */
export interface Change {
  before: string;
  after: string;
  ref: string;
  timestamp: string;
  activity_type: "push" | "force_push" | "branch_creation" | "branch_deletion";
}

type Asked = RepoState & { name: string; names: string[]; title: string; head: string; base: string; body: string };
/** The operations by GitHub's names of them. */
export function githubOperations(state: GitHubState): Record<string, Operation> {
  return {
    "users/get-authenticated": (context, login) => like(context, "users/get-authenticated", () => ({ login })),
    "repos/create-for-authenticated-user": (context, login) => makeRepo(context, state, login),
    "repos/create-in-org": (context, login) => {
      const { org } = paramsOf(context);
      const members = state.organisations.get(org);
      if (members === undefined) return refusal(404, "Not Found");
      if (!members.includes(login)) return refusal(403, "You need admin access to the organization before adding a repository to it.");
      return makeRepo(context, state, org);
    },
    "repos/get": (context) => {
      const repo = nameIn(context);
      return state.repos.has(repo) ? shown(context, state, repo) : refusal(404, "Not Found");
    },
    "repos/replace-all-topics": (context) => {
      const repo = state.repos.get(nameIn(context));
      if (repo === undefined) return refusal(404, "Not Found");
      repo.topics = bodyOf(context).names;
      return { status: 200, json: { names: repo.topics } };
    },
    "repos/add-collaborator": (context) => {
      const { username } = paramsOf(context);
      const { invited } = activityOf(state, nameIn(context));
      if (invited.includes(username)) return { status: 204 };
      invited.push(username);
      return { ...like(context, "repos/add-collaborator", () => ({})), status: 201 };
    },
    "repos/list-activities": (context) => {
      const { ref } = context.request.query as { ref?: string };
      const changes = activityOf(state, nameIn(context)).changes.filter((change) => ref === undefined || change.ref === ref);
      // GitHub's example names the person "pusher", which its description calls "actor".
      const [{ node_id, pusher }] = mockOf(context, "repos/list-activities").mock as unknown as [{ node_id: string; pusher: object }];
      return { status: 200, json: changes.toReversed().map((change, at) => ({ id: changes.length - at, node_id, actor: pusher, ...change })) };
    },
    "pulls/create": (context) => {
      const { title, head, base, body } = bodyOf(context);
      const { pulls } = activityOf(state, nameIn(context));
      if (pulls.some((pull) => pull.head === head)) return { status: 422, json: { message: "Validation Failed", errors: [{ resource: "PullRequest", code: "custom", message: `A pull request already exists for ${head}.` }], documentation_url: "https://docs.github.com/rest" } };
      pulls.push({ number: pulls.length + 1, title, head, base, body });
      // GitHub's example names a team without the type that its description requires.
      return { ...like(context, "pulls/create", () => ({ number: pulls.length, title, body, requested_teams: [] })), status: 201 };
    },
  };
}

/** The invitations, changes and pull requests of a repository. */
export function activityOf(state: GitHubState, repo: string): RepoActivity {
  const activity = state.activities.get(repo) ?? { invited: [], changes: [], pulls: [] };
  state.activities.set(repo, activity);
  return activity;
}

/** Adds a repository that is empty until the first push. Its files are those that Git reads. */
export function addRepo(state: GitHubState, repo: string, known: Partial<RepoState> = {}): void {
  state.repos.set(repo, { private: true, description: null, topics: [], ...known });
  const folder = join(state.root, `${repo}.git`);
  rmSync(folder, { recursive: true, force: true });
  for (const name of ["hooks", "objects", "refs/heads"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "HEAD"), "ref: refs/heads/main\n");
  writeFileSync(join(folder, "config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n[receive]\n\tautogc = false\n");
}

/** Lets a repository refuse every push, with this message. */
export function refusePushes({ root }: GitHubState, repo: string, says: string): void {
  writeFileSync(join(root, `${repo}.git`, "hooks/pre-receive"), `#!/bin/sh\ncat >&2 <<'END'\n${says}\nEND\nexit 1\n`, { mode: 0o755 });
}

function makeRepo(context: Context, state: GitHubState, owner: string): Said {
  const { name, private: hidden, description } = bodyOf(context);
  const repo = `${owner}/${name}`;
  if (state.repos.has(repo)) {
    const errors = [{ resource: "Repository", code: "custom", field: "name", message: "name already exists on this account" }];
    return { status: 422, json: { message: "Repository creation failed.", errors, documentation_url: "https://docs.github.com/rest" } };
  }
  addRepo(state, repo, { private: hidden, description });
  return { ...shown(context, state, repo), status: 201 };
}

/** GitHub's example is a fork without a language, which its description forbids. */
const noFork = { language: null, fork: false, parent: undefined, source: undefined, template_repository: undefined };

function shown(context: Context, state: GitHubState, repo: string): Said {
  const [login = "", name = ""] = repo.split("/");
  const known = state.repos.get(repo);
  return like(context, "repos/get", (example) => ({ ...noFork, ...known, name, full_name: repo, owner: { ...(example.owner as object), login } }));
}

/** GitHub's example of a response, with the data of this simulation. */
function like(context: Context, operation: string, changes: (example: Record<string, unknown>) => object): Said {
  const { status, mock } = mockOf(context, operation);
  return { status, json: { ...mock, ...changes(mock) } };
}

function mockOf({ api }: Context, operation: string): { status: number; mock: Record<string, unknown> } {
  return api.mockResponseForOperation(operation);
}

function bodyOf({ request }: Context): Asked {
  return request.requestBody as Asked;
}

function nameIn(context: Context): string {
  const { owner, repo } = paramsOf(context);
  return `${owner}/${repo}`;
}

function paramsOf({ request }: Context): Record<"org" | "owner" | "repo" | "username", string> {
  return request.params as Record<"org" | "owner" | "repo" | "username", string>;
}

function refusal(status: number, message: string): Said {
  return { status, json: { message, documentation_url: "https://docs.github.com/rest", status: String(status) } };
}
