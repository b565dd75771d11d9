// Report of `create`: what a person reads, counted and in the past tense.
import { anonymous, missing, sentence, type Fix } from "../../system/fixes.ts";
import type { GitOutcome } from "../../git/first-commit.ts";
import type { InstallOutcome } from "../../disk/install.ts";
import type { Draft } from "../../draft.ts";
import { exitCodes } from "../../user-error.ts";
import { commandToType } from "../../invocation.ts";
import { hasAdmins, permissions } from "../../project/resource/access.ts";
import type { Resource } from "../../project/resource/resource.ts";
import type { Terminal } from "../../terminal.ts";
import type { Order } from "./create-order.ts";
import { nameOf, wayToGitHub } from "../next-steps.ts";
import { documentOf, nextSteps } from "./create-document.ts";
import { codeFor, nothingYet, type Outcome } from "./create-outcome.ts";
import { counted } from "../../shown.ts";

interface Result {
  order: Order;
  draft: Draft;
  outcome: Outcome;
  terminal: Terminal;
}

/** Shows the plurals of the user's resources before anything is written: they become paths, tables and folders. */
export function reportPlurals({ order, terminal }: Pick<Result, "order" | "terminal">): void {
  const { namesResources, project } = order;
  if (!namesResources) return;
  const pairs = project.resources.map(({ singular, plural }) => `${singular.kebab}/${plural.kebab}`);
  terminal.say(`Resources and their plurals: ${pairs.join(", ")}`);
  terminal.say(`Who can do what:\n${whoCanDoWhat(project.resources)}`);
}

/** One line a resource: what a visitor, a signed-in user and the owner of a row can do, and an admin, if any. */
function whoCanDoWhat(resources: Resource[]): string {
  const width = Math.max(...resources.map(({ plural }) => plural.kebab.length));
  const admins = hasAdmins(resources);
  const lines = resources.map(({ plural, access = "public" }) => {
    const { visitor, member, owner, admin } = permissions[access];
    const people = { "without login": visitor, "signed in": member, owner, ...(admins && { admin }) };
    const words = Object.entries(people).map(([who, what]) => `${who}: ${what}`);
    return `  ${plural.kebab.padEnd(width)}  ${words.join("; ")}`;
  });
  return lines.join("\n");
}

export function reportPlan({ order, draft, terminal }: Omit<Result, "outcome">): void {
  const outcome = nothingYet();
  terminal.document(documentOf({ order, draft, outcome, status: "planned" }));
  terminal.say(`Would write ${counted(draft.size, "file")} to ${nameOf(order.target.path)}:\n`);
  terminal.say([...draft.keys()].sort().map((path) => `  ${path}`).join("\n"));
  if (order.publication !== undefined) terminal.say(`\nWould publish it to ${order.publication.url}`);
  terminal.say("\nThis was a dry run: nothing was written.");
}

export function reportMade({ order, draft, outcome, terminal }: Result): void {
  const status = codeFor(outcome) === exitCodes.done ? "created" : "unfinished";
  terminal.document(documentOf({ order, draft, outcome, status }));
  terminal.done(`Wrote ${counted(draft.size, "file")} to ${nameOf(order.target.path)}`);
  reportGit(outcome.git, terminal);
  reportGitHub(outcome, terminal);
  reportInstall(outcome.install, order, terminal);
  terminal.say("\nNext:\n");
  terminal.commands(nextSteps(order, outcome));
  terminal.say(`\nThen open ${order.project.stack.address}`);
  if (outcome.git.status === "committed" && outcome.github.status === "skipped") terminal.say(`\n${wayOut(order)}`);
}

/** A clone already has a remote. */
function wayOut({ target }: Order): string {
  return target.repo?.origin === undefined
    ? wayToGitHub(target.path)
    : "To push it to the remote of this clone: git push";
}

function reportGit(git: GitOutcome, { done, note }: Terminal): void {
  if (git.status === "committed") done(`Made the first commit on ${git.branch}`);
  if (git.status === "inside") note(`Created no Git repository: the folder is part of ${git.workTree}`);
  if (git.status === "missing") note(`Created no Git repository: ${missing("git").problem}; ${gitLines()}`);
  if (git.status === "anonymous")
    note(`Created a Git repository without a commit: ${anonymous([]).problem}; the commands below set this and commit`);
  if (git.status === "failed")
    note(`Git did not make the first commit; the commands below try again. Its output:\n\n${indent(git.problem)}`);
}

function reportGitHub({ github, git }: Outcome, { done, note }: Terminal): void {
  if (github.status === "published") done(`Published to ${github.url} (${github.visibility})`);
  const why = git.status === "inside" ? "it is part of another repository" : "there is no commit yet";
  if (github.status === "waiting") note(`Not published to GitHub: ${why}`);
  if (github.status === "stopped") note("Stopped before publishing to GitHub: the local project is complete");
  if (github.status === "failed") note(`Not published to GitHub, but the local project is complete. ${github.problem}`);
}

function reportInstall(install: InstallOutcome, { project: { manager } }: Order, { done, note }: Terminal): void {
  const command = manager.install;
  const left = "the project is complete, but without its dependencies";
  if (install.status === "done") done(`Ran ${command}`);
  if (install.status === "stopped") note(`Stopped ${command}: ${left}`);
  if (install.status === "failed") note(`${command} failed: ${left}. ${whyFailed(install)}`);
}

/** If no command installs Git on this system, its download page is named. */
function gitLines(): string {
  const { advice, commands } = missing("git");
  return commands.length > 0
    ? "the commands below install it and create one"
    : `${advice} Then the commands below create one`;
}

/** The problem with its fix if the cause is known, else the command `doctor`. */
function whyFailed({ problem, fix }: { problem: string; fix?: Fix }): string {
  const advice = fix === undefined ? `\`${commandToType(["doctor"])}\` can find the cause.` : sentence(fix);
  return fix?.problem === problem ? advice : `Its output:\n\n${indent(problem)}\n\n  ${advice}`;
}


function indent(text: string): string {
  return text.split("\n").map((line) => `  ${line}`).join("\n");
}
