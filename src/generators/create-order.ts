// What `create` is to do: the flags, the answers to what they leave open, and defaults for the rest.
import { basename, resolve } from "node:path";
import { answersFor, defaultFolder, type Said } from "../catalog/answers.ts";
import type { Catalog, Idea, Stack } from "../catalog/catalog.ts";
import { nearest } from "../catalog/nearest.ts";
import { createProject, type Project } from "../catalog/project.ts";
import type { CreateRequest } from "../command/command.ts";
import { gitAuthor } from "../disk/git.ts";
import { sweep } from "../disk/sweep.ts";
import { findTarget, nearestExisting, type Target } from "../disk/target.ts";
import { Fault } from "../fault.ts";
import type { Ask } from "./ask.ts";
import { askAuthor, askFolder, askIdea, askInstall, askResources } from "./create-questions.ts";
import { refuseOpenQuestions } from "./open-questions.ts";

/** One `create`, with nothing left open. */
export interface Order {
  project: Project;
  stack: Stack;
  target: Target;
  git: boolean;
  install: boolean;
}

/** What an order is taken from. */
export interface Desk {
  asked: CreateRequest;
  catalog: Catalog;
  /** Undefined where nothing may be asked. */
  ask: Ask | undefined;
}

/**
 * Takes an order. What is wrong in the flags is said before the first question.
 *
 * @throws Fault for a wrong flag or folder, and for an open question that cannot be asked
 */
export async function takeOrder({ asked, catalog, ask }: Desk): Promise<Order> {
  const created = new Date().toISOString().slice(0, 10);
  const project = (said: Said, idea: Idea) => createProject({ answers: answersFor({ said, idea, catalog }), created, catalog });
  checkFlagsTogether({ asked, catalog, project });
  const known = asked.author ?? (await gitAuthor(nearestExisting(resolve(asked.directory ?? "."))));
  if (ask === undefined && !asked.yes) refuseOpenQuestions({ asked, catalog, author: known });

  const asking = asked.yes ? undefined : ask;
  const directory = asked.directory ?? (asking && (await askFolder(asking, ideaOf(asked, catalog)))) ?? defaultFolder(ideaOf(asked, catalog));
  const target = targetFor(directory, asked.dryRun);
  const idea = await chooseIdea({ asked, catalog, ask: asking });
  const stack = stackOf(catalog);
  const resources = asked.resources ?? (asking && idea.namesResources ? await askResources({ ask: asking, idea, reserved: stack.reserved }) : undefined);
  const said: Said = { ...asked, folder: basename(target.path), resources, author: known };
  const author = known ?? (asking && (await askAuthor(asking, project(said, idea).title)));
  const install = asked.install ?? (asking && !asked.dryRun ? await askInstall(asking, stack.install) : false);
  return { project: project({ ...said, author }, idea), stack, target, git: asked.git, install };
}

/** Makes the project in a rehearsal, so that a wrong flag is found before anything is asked. */
function checkFlagsTogether({ asked, catalog, project }: { asked: CreateRequest; catalog: Catalog; project: (said: Said, idea: Idea) => Project }): void {
  const idea = ideaOf(asked, catalog);
  if (asked.resources !== undefined && !idea.namesResources) {
    throw new Fault(`The idea ${idea.id} has its own resources.`, "Leave out --resource, or choose another idea.");
  }
  const folder = asked.directory === undefined ? defaultFolder(idea) : basename(targetFor(asked.directory, asked.dryRun).path);
  project({ ...asked, folder }, idea);
}

/** Looks at the folder, after what killed runs left there is gone. A dry run removes nothing, and looks past it. */
function targetFor(directory: string, dryRun: boolean): Target {
  if (!dryRun) sweep(resolve(directory));
  return findTarget(directory);
}

async function chooseIdea({ asked, catalog, ask }: Desk): Promise<Idea> {
  if (ask === undefined || asked.idea !== undefined || catalog.ideas.size < 2) return ideaOf(asked, catalog);
  return ideaOf({ ...asked, idea: await askIdea(ask, [...catalog.ideas.values()]) }, catalog);
}

/** The idea that was named, or the first. */
function ideaOf({ idea }: CreateRequest, { ideas }: Catalog): Idea {
  const found = idea === undefined ? [...ideas.values()][0] : ideas.get(idea);
  if (found !== undefined) return found;
  throw new Fault(`There is no idea ${JSON.stringify(idea)}.`, nearest(idea ?? "", ideas.keys()));
}

function stackOf({ stacks }: Catalog): Stack {
  const [first] = stacks.values();
  if (first === undefined) throw new Error("The catalog holds no stack.");
  return first;
}
