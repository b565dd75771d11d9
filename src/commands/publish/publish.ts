// Command `publish`: puts an existing project on GitHub. It can be run again and skips what is already done.
import { openCatalog } from "../../catalog/catalog.ts";
import { topicsOf } from "../../project/project.ts";
import type { PublishRequest } from "../../cli/request.ts";
import { commitFiles } from "../../git/repo-state.ts";
import { rewriteFiles } from "../../disk/rewrite.ts";
import { UserError, exitCodes } from "../../user-error.ts";
import type { Terminal } from "../../terminal.ts";
import { makeOnGitHub, pushToGitHub } from "../../github/publication.ts";
import { takePublishOrder, type PublishOrder } from "./publish-order.ts";
import { reportPublished, reportPublishPlan, type Done } from "./publish-report.ts";
import type { Command } from "../command.ts";

export interface PublishContext {
  asked: PublishRequest;
  terminal: Terminal;
  stop: AbortSignal;
}

interface Work {
  order: PublishOrder;
  done: Done;
  terminal: Terminal;
  stop: AbortSignal;
}

/** `publish` as a plop generator: its prompts only read, its actions change things. */
export function publishCommand({ asked, terminal, stop }: PublishContext): Command<PublishOrder> {
  const catalog = openCatalog();
  return {
    description: "Puts a project on GitHub",
    prompts: () => terminal.during("Checking GitHub", () => takePublishOrder({ asked, catalog, stop })),
    actions: (order) => {
      const work: Work = { order, done: { made: false, linked: false, pushed: false }, terminal, stop };
      if (asked.dryRun) return [() => reportPublishPlan(work)];
      return [
        () => orUnfinished(work, make), // An existing repository is not changed.
        () => orUnfinished(work, link), // A commit in the folder, made when the repository exists.
        () => orUnfinished(work, push),
        () => reportPublished(work),
      ];
    },
    exitCode: () => exitCodes.done,
  };
}

async function make({ order, done, terminal }: Work): Promise<void> {
  const { publication, project } = order;
  const described = { description: project.description, topics: topicsOf(project), public: order.public };
  done.made = publication.found === undefined;
  const create = () => makeOnGitHub(publication, described);
  await (done.made ? terminal.during(`Creating ${publication.url}`, create) : create());
}

async function link({ order, done, terminal, stop }: Work): Promise<void> {
  const { folder, links } = order;
  if (links.changed.size === 0) return;
  const takeBack = rewriteFiles(folder, links.changed);
  try {
    await commitFiles({
      folder,
      paths: [...links.changed.keys()],
      message: "Add links to GitHub",
      stop,
      tell: terminal.note,
    });
  } catch (error) {
    takeBack();
    throw error;
  }
  done.linked = true;
}

async function push({ order, done, terminal }: Work): Promise<void> {
  const { publication, folder, repo } = order;
  if (!done.linked && publication.branches.get(repo.branch) === repo.head) return;
  await terminal.during(`Pushing to ${publication.url}`, () => pushToGitHub(publication, folder, repo.branch));
  done.pushed = true;
}

/** Gives a failure after the first change its own exit code; the next run continues from there. */
async function orUnfinished(work: Work, step: (work: Work) => Promise<void>): Promise<void> {
  try {
    work.stop.throwIfAborted();
    await step(work);
  } catch (error) {
    const { found } = work.order.publication;
    const changed = (work.done.made && found !== undefined) || work.done.linked;
    if (work.stop.aborted)
      throw new UserError("Stopped. Finished steps stay, and publish continues from there.", "", exitCodes.interrupted);
    throw changed && error instanceof UserError ? new UserError(error.message, "", exitCodes.unfinished) : error;
  }
}
