// Order of `create`: the flags, the answers to open questions, and defaults for the rest.
import { basename } from "node:path";
import type { Catalog } from "../../catalog/catalog.ts";
import { withPreset } from "../../cli/preset.ts";
import type { CreateRequest } from "../../cli/request.ts";
import { acceptFirst, type Accepted } from "../../disk/accept.ts";
import { nearestExisting } from "../../disk/target.ts";
import type { Publication } from "../../github/publication.ts";
import { answersFor, originsOf, type Said } from "../../project/answers.ts";
import { defaultFolder } from "../../project/defaults.ts";
import { knownFrom } from "../../project/known.ts";
import { packageName } from "../../project/package-name.ts";
import { createProject, type Project } from "../../project/project.ts";
import type { Terminal } from "../../terminal.ts";
import { UserError } from "../../user-error.ts";
import type { Ask } from "../ask.ts";
import { authorAt, checkFlags } from "./create-flags.ts";
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
  const { asked, first, likely } = await checkFlags(flags, catalog);
  const before = knownFrom({ said: { ...asked, folder: "" }, idea: first, catalog });
  if (mayAsk === undefined && !asked.yes) refuseOpenQuestions(asked, before);
  const ask = asked.yes ? undefined : mayAsk;

  const idea = catalog.ideas.get((await answerTo("idea", asked, before, ask)) ?? "") ?? first;
  const directory = asked.directory ?? (ask ? await askFolder(ask, idea) : defaultFolder(idea));
  const target = await acceptFirst(directory, asked.dryRun);
  const publication = await publicationFor(asked, target, { during, stop });
  const said: Said = {
    ...asked,
    folder: basename(target.path),
    unnamed: asked.unnamed ?? (directory === defaultFolder(idea) && asked.directory === undefined),
    license: licenseFor(target, asked.license, catalog),
    owner: publication?.to.owner ?? asked.owner, // The files that are rendered name the owner.
    author: flags.author ?? (target.path === likely ? asked.author : await authorAt(target.path)),
  };
  const known = knownFrom({ said, idea, catalog }); // Later questions depend on earlier answers.
  said.language = await answerTo("language", asked, known, ask);
  said.resources = await answerTo("resources", asked, known, ask);
  said.author = await answerTo("author", { ...asked, author: said.author }, known, ask);
  const answers = answersFor({ said, idea, catalog });
  const project = createProject({ answers, created: today(), catalog, origins: originsOf(said) });
  const install = (await answerTo("install", asked, known, ask)) ?? false;
  return { project, target, namesResources: said.resources !== undefined, ...gitFor(asked), install, publication };
}

/** GitHub needs a repository, even if a preset turns Git off. */
function gitFor({ github, git }: CreateRequest): Pick<Order, "git" | "gitAsked"> {
  const gitAsked = github || git === true;
  return { gitAsked, git: gitAsked || git === undefined };
}

type Waiting = Pick<OrderContext, "during" | "stop">;

/** @throws UserError if GitHub does not answer, or if another repository has the name */
async function publicationFor({ github, owner }: CreateRequest, target: Accepted, { during, stop }: Waiting) {
  if (!github) return undefined;
  if (target.repo?.origin !== undefined) {
    const advice = "Leave out --github, and run git push after the project is created.";
    throw new UserError("The repo in this folder already has a remote.", advice);
  }
  return during("Checking GitHub", () => placeOnGitHub(target, owner, stop));
}

async function placeOnGitHub({ path }: Accepted, owner: string | undefined, stop: AbortSignal): Promise<Publication> {
  // Most runs publish nothing and start sooner without it.
  const { refuseFilled, settlePublication } = await import("../../github/publication.ts");
  const wish = { owner, name: packageName(basename(path)), folder: nearestExisting(path), stop };
  const publication = await settlePublication(wish);
  refuseFilled(publication);
  return publication;
}

/** The date in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
