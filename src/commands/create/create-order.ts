// Order of a `create`: the flags, the answers to open questions, and defaults for the rest.
import { basename, resolve } from "node:path";
import type { Catalog, Idea } from "../../catalog/catalog.ts";
import { withPreset } from "../../cli/preset.ts";
import type { CreateRequest } from "../../cli/request.ts";
import { acceptFirst, type Accepted } from "../../disk/accept.ts";
import { nearestExisting } from "../../disk/target.ts";
import { gitAuthor } from "../../git/git-author.ts";
import type { Publication } from "../../github/publication.ts";
import { answersFor, checkSaid, originsOf, type Said } from "../../project/answers.ts";
import { defaultFolder } from "../../project/defaults.ts";
import { freeText } from "../../project/free-text.ts";
import { knownFrom } from "../../project/known.ts";
import { isFolder, readOwnIdea } from "../../project/own-idea.ts";
import { packageName } from "../../project/package-name.ts";
import { createProject, type Project } from "../../project/project.ts";
import { nearest } from "../../nearest.ts";
import { withHome } from "../../shell.ts";
import { shown } from "../../shown.ts";
import type { Terminal } from "../../terminal.ts";
import { UserError } from "../../user-error.ts";
import type { Ask } from "../ask.ts";
import { licenseFor } from "./create-license.ts";
import { answerTo, askFolder, refuseOpenQuestions } from "./create-questions.ts";

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
  const flags = withPreset(typed);
  const first = ideaOf(flags, catalog);
  const likely = resolve(withHome(flags.directory ?? defaultFolder(first)));
  const git = flags.author ?? authorAt(likely); // Git answers while the flags are checked.
  await checkFlags(flags, first, catalog);
  const asked = { ...flags, author: flags.author ?? checkedAuthor(await git), install: flags.install ?? (flags.dryRun ? false : undefined) };
  const before = knownFrom({ said: { ...asked, folder: "" }, idea: first, catalog });
  if (mayAsk === undefined && !asked.yes) refuseOpenQuestions(asked, before);
  const ask = asked.yes ? undefined : mayAsk;

  const idea = catalog.ideas.get((await answerTo("idea", asked, before, ask)) ?? "") ?? first;
  const directory = asked.directory ?? (ask ? await askFolder(ask, idea) : defaultFolder(idea));
  const target = await acceptFirst(directory, asked.dryRun);
  const publication = asked.github ? await during("Checking GitHub", () => placeOnGitHub(target, asked.owner, stop)) : undefined;
  const said: Said = {
    ...asked,
    folder: basename(target.path),
    unnamed: directory === defaultFolder(idea) && asked.directory === undefined,
    license: licenseFor(target, asked.license, catalog),
    owner: publication?.to.owner ?? asked.owner, // The files that are rendered name it.
    author: flags.author ?? (target.path === likely ? asked.author : checkedAuthor(await authorAt(target.path))),
    origins: { ...asked.origins, ...(flags.author === undefined && { author: gitSettings }) },
  };
  const known = knownFrom({ said, idea, catalog }); // Each answer is added to it, and later questions depend on it.
  said.language = await answerTo("language", asked, known, ask);
  said.resources = await answerTo("resources", asked, known, ask);
  said.author = await answerTo("author", { ...asked, author: said.author }, known, ask);
  const origins = originsOf(said);
  const project = createProject({ answers: answersFor({ said, idea, catalog }), created: today(), catalog, origins });
  const install = (await answerTo("install", asked, known, ask)) ?? false;
  // GitHub needs a repository, even if a preset turns Git off.
  const gitAsked = asked.github || asked.git === true;
  return { project, target, namesResources: said.resources !== undefined, git: gitAsked || asked.git === undefined, gitAsked, install, publication };
}

const gitSettings = "user.name in Git's settings";

function authorAt(target: string): Promise<string | undefined> {
  return gitAuthor({ target, here: nearestExisting(target) });
}

/** @throws UserError for a name that no file can hold */
function checkedAuthor(author: string | undefined): string | undefined {
  return author === undefined ? undefined : freeText("author", author, gitSettings);
}

/**
 * Checks what flags and preset say, and the folder, before the first question.
 * @throws UserError for the first that is wrong
 */
async function checkFlags(flags: CreateRequest, idea: Idea, catalog: Catalog): Promise<void> {
  if (flags.resources !== undefined && !idea.namesResources) {
    throw new UserError(`The idea ${idea.id} has its own resources.`, "Leave out --resource, or choose another idea.");
  }
  const target = flags.directory === undefined ? undefined : await acceptFirst(flags.directory, flags.dryRun);
  const license = target === undefined ? flags.license : licenseFor(target, flags.license, catalog);
  const said: Said = { ...flags, license, folder: target === undefined ? defaultFolder(idea) : basename(target.path) };
  checkSaid(knownFrom({ said, idea, catalog, origins: originsOf(said) }));
}

/** @throws UserError if GitHub does not answer, or if another repository has the name */
async function placeOnGitHub({ path, repo }: Accepted, owner: string | undefined, stop: AbortSignal): Promise<Publication> {
  if (repo?.origin !== undefined) throw new UserError("The repo in this folder already has a remote.", "Leave out --github, and run git push after the project is created.");
  const { refuseFilled, settlePublication } = await import("../../github/publication.ts"); // Most runs publish nothing and start sooner without it.
  const publication = await settlePublication({ owner, name: packageName(basename(path)), folder: nearestExisting(path), stop });
  refuseFilled(publication);
  return publication;
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

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
