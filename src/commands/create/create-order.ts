// Order of `create`: the answers from flags and questions, with defaults for the rest.
import { basename, resolve } from "node:path";
import { answersFor, defaultFolder, originsOf, stackNamed, type Said } from "../../project/answers.ts";
import type { Catalog, Idea, Stack } from "../../catalog/catalog.ts";
import { packageName } from "../../project/package-name.ts";
import { isFolder, readOwnIdea } from "../../project/own-idea.ts";
import { freeText } from "../../project/free-text.ts";
import { takenBy } from "../../project/resource/check-resources.ts";
import { createProject, type Project } from "../../project/project.ts";
import type { CreateRequest } from "../../cli/request.ts";
import { withPreset } from "../../cli/preset.ts";
import { gitAuthor } from "../../git/git-author.ts";
import { acceptFirst, type Accepted } from "../../disk/accept.ts";
import { nearestExisting } from "../../disk/target.ts";
import { withHome } from "../../shell.ts";
import { UserError } from "../../user-error.ts";
import type { Terminal } from "../../terminal.ts";
import type { Ask } from "../ask.ts";
import { askAuthor, askFolder, askIdea, askInstall, askLanguage, askResources } from "./create-questions.ts";
import { licenseFor } from "./create-license.ts";
import { refuseOpenQuestions } from "./open-questions.ts";
import type { Publication } from "../../github/publication.ts";
import { shown } from "../../shown.ts";
import { nearest } from "../../nearest.ts";

export interface Order {
  project: Project;
  target: Accepted;
  /** Whether the user named the resources; otherwise they are the idea's. */
  namesResources: boolean;
  git: boolean;
  gitAsked: boolean;
  install: boolean;
  /** The repository on GitHub; undefined if it was not requested. */
  publication?: Publication;
}

export interface OrderContext {
  asked: CreateRequest;
  catalog: Catalog;
  /** Undefined if no question may be asked. */
  ask: Ask | undefined;
  during: Terminal["during"];
  stop: AbortSignal;
}

/**
 * Collects an order. Wrong flags are reported before the first question.
 * @throws UserError for a wrong flag or folder, and for an open question that cannot be asked
 */
export async function takeOrder({ asked: typed, catalog, ask: mayAsk, during, stop }: OrderContext): Promise<Order> {
  const asked = fromGit(withPreset(typed));
  const first = ideaOf(asked, catalog);
  const stack = stackOf(asked, catalog);
  const likely = resolve(withHome(asked.directory ?? defaultFolder(first)));
  const git = asked.author ?? authorAt(likely); // Git answers while the flags are checked.
  await checkFlags(asked, first, catalog);
  const expected = checkedAuthor(await git, asked);
  if (mayAsk === undefined && !asked.yes) refuseOpenQuestions({ asked, catalog, idea: first, author: expected });
  const ask = asked.yes ? undefined : mayAsk;

  const chooses = ask && asked.idea === undefined && asked.resources === undefined && catalog.ideas.size > 1;
  const idea = chooses ? await askIdea(ask, [...catalog.ideas.values()]) : first;
  const directory = asked.directory ?? (ask ? await askFolder(ask, idea) : defaultFolder(idea));
  const target = await acceptFirst(directory, asked.dryRun);
  const known = asked.author === undefined && target.path !== likely ? checkedAuthor(await authorAt(target.path), asked) : expected;
  const publication = asked.github ? await during("Checking GitHub", () => placeOnGitHub(target, asked.owner, stop)) : undefined; // The files that are rendered name the owner.
  const language = asked.language ?? (ask && hasChoice(stack.languages) ? await askLanguage(ask, stack.languages) : undefined);
  const resources = asked.resources ?? (ask && idea.namesResources ? await askResources({ ask, idea, taken: takenBy(stack, catalog.databases.get(stack.databases[0] ?? "")) }) : undefined);
  const owner = publication?.to.owner ?? asked.owner;
  const unnamed = directory === defaultFolder(idea) && asked.directory === undefined;
  const license = licenseFor(target, asked.license, catalog);
  const said: Said = { ...asked, folder: basename(target.path), unnamed, license, language, resources, author: known, owner };
  const author = known ?? (ask ? await askAuthor(ask, projectOf(said, idea, catalog).title) : undefined);
  const project = projectOf({ ...said, author }, idea, catalog);
  const install = asked.install ?? (ask && !asked.dryRun ? await askInstall(ask, project.manager.install) : false);
  // GitHub needs a repository, even if a preset turns Git off.
  const gitAsked = asked.github || asked.git === true;
  return { project, target, namesResources: resources !== undefined, git: gitAsked || asked.git === undefined, gitAsked, install, publication };
}

function authorAt(target: string): Promise<string | undefined> {
  return gitAuthor({ target, here: nearestExisting(target) });
}

/** @throws UserError for a name that no file can hold; the message says where it came from */
function checkedAuthor(author: string | undefined, asked: CreateRequest): string | undefined {
  if (author !== undefined) freeText("author", author, originsOf({ ...asked, folder: "", author }).author);
  return author;
}

/** Creates the project from the flags alone, so that wrong flags are reported before any question. */
async function checkFlags(asked: CreateRequest, idea: Idea, catalog: Catalog): Promise<void> {
  if (asked.resources !== undefined && !idea.namesResources) {
    throw new UserError(`The idea ${idea.id} has its own resources.`, "Leave out --resource, or choose another idea.");
  }
  const target = asked.directory === undefined ? undefined : await acceptFirst(asked.directory, asked.dryRun);
  const license = target === undefined ? asked.license : licenseFor(target, asked.license, catalog);
  projectOf({ ...asked, license, folder: target === undefined ? defaultFolder(idea) : basename(target.path) }, idea, catalog);
}

/** @throws UserError if GitHub does not answer, or if another repository has the name */
async function placeOnGitHub({ path, repo }: Accepted, owner: string | undefined, stop: AbortSignal): Promise<Publication> {
  if (repo?.origin !== undefined) throw new UserError("The repo in this folder already has a remote.", "Leave out --github, and run git push after the project is created.");
  const { refuseFilled, settlePublication } = await import("../../github/publication.ts"); // Most runs publish nothing and start sooner without it.
  const publication = await settlePublication({ owner, name: packageName(basename(path)), folder: nearestExisting(path), stop });
  refuseFilled(publication);
  return publication;
}

function projectOf(said: Said, idea: Idea, catalog: Catalog): Project {
  const created = new Date().toISOString().slice(0, 10);
  return createProject({ answers: answersFor({ said, idea, catalog }), created, catalog, origins: originsOf(said) });
}

/**
 * The idea that was named or whose folder was given; else the first, or the first that takes resources if some were
 * given.
 */
function ideaOf({ idea, resources }: CreateRequest, catalog: Catalog): Idea {
  if (idea !== undefined && isFolder(idea)) return readOwnIdea(idea, catalog);
  const { ideas } = catalog;
  const fitting = [...ideas.values()].filter(({ namesResources }) => namesResources || resources === undefined);
  const found = idea === undefined ? fitting[0] : ideas.get(idea);
  if (found !== undefined) return found;
  throw new UserError(`There is no idea ${shown(idea ?? "")}.`, nearest(idea ?? "", ideas.keys()));
}

function fromGit(asked: CreateRequest): CreateRequest {
  return asked.author === undefined ? { ...asked, origins: { ...asked.origins, author: "user.name in Git's settings" } } : asked;
}

function hasChoice(languages: Stack["languages"]): boolean {
  return Object.keys(languages).length > 1;
}

/** @throws UserError for an unknown stack */
function stackOf({ stack }: CreateRequest, catalog: Catalog): Stack {
  const found = stackNamed(stack, catalog);
  if (found !== undefined) return found;
  throw new UserError(`There is no stack ${shown(stack ?? "")}.`, nearest(stack ?? "", catalog.stacks.keys()));
}
