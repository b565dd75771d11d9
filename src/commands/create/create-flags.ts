// Flags of `create`: checked with the preset, the folder and Git's author before the first question.
import { basename, resolve } from "node:path";
import type { Catalog, Idea } from "../../catalog/catalog.ts";
import type { CreateRequest } from "../../cli/request.ts";
import { acceptFirst } from "../../disk/accept.ts";
import { nearestExisting } from "../../disk/target.ts";
import { gitAuthor } from "../../git/git-author.ts";
import { checkSaid, originsOf, type Said } from "../../project/answers.ts";
import { defaultFolder } from "../../project/defaults.ts";
import { freeText } from "../../project/free-text.ts";
import { knownFrom } from "../../project/known.ts";
import { isFolder, namingFile, readOwnIdea } from "../../project/own-idea.ts";
import { nearest } from "../../nearest.ts";
import { withHome } from "../../shell.ts";
import { shown } from "../../shown.ts";
import { UserError } from "../../user-error.ts";
import { refuseDoubtful } from "../../project/resource/access.ts";
import { parseResource } from "../../project/resource/parse-resource.ts";
import { licenseFor } from "./create-license.ts";

interface Checked {
  asked: CreateRequest;
  first: Idea;
  likely: string;
}

/**
 * Checks flags, preset and Git's author before the first question.
 * @throws UserError for the first wrong one
 */
export async function checkFlags(flags: CreateRequest, catalog: Catalog): Promise<Checked> {
  const first = ideaOf(flags, catalog);
  const likely = resolve(withHome(flags.directory ?? defaultFolder(first)));
  const git = flags.author === undefined ? gitAuthorAt(likely) : undefined; // Git answers while the flags are checked.
  await checkAnswers(flags, first, catalog);
  const install = flags.install ?? (flags.dryRun ? false : undefined);
  if (git === undefined) return { asked: { ...flags, install }, first, likely };
  const origins = { ...flags.origins, author: gitSettings };
  return { asked: { ...flags, install, origins, author: checkedAuthor(await git) }, first, likely };
}

async function checkAnswers(flags: CreateRequest, idea: Idea, catalog: Catalog): Promise<void> {
  if (flags.resources !== undefined && !idea.namesResources) {
    throw new UserError(`The idea ${idea.id} has its own resources.`, "Leave out --resource, or choose another idea.");
  }
  const target = flags.directory === undefined ? undefined : await acceptFirst(flags.directory, flags.dryRun);
  const license = target === undefined ? flags.license : licenseFor(target, flags.license, catalog);
  const said: Said = { ...flags, license, folder: target === undefined ? defaultFolder(idea) : basename(target.path) };
  checkSaid(knownFrom({ said, idea, catalog, origins: originsOf(said) }));
  const refuse = () => refuseDoubtful((flags.resources ?? idea.resources).map(parseResource));
  if (idea.own !== undefined && flags.idea !== undefined) namingFile(flags.idea, refuse);
  else refuse();
}

const gitSettings = "user.name in Git's settings";

/**
 * The author in Git's settings at a folder; undefined if there is none.
 * @throws UserError for a name that no file can hold
 */
export async function authorAt(target: string): Promise<string | undefined> {
  return checkedAuthor(await gitAuthorAt(target));
}

function gitAuthorAt(target: string): Promise<string | undefined> {
  return gitAuthor({ target, here: nearestExisting(target) });
}

function checkedAuthor(author: string | undefined): string | undefined {
  return author === undefined ? undefined : freeText("author", author, gitSettings);
}

/** The idea that was named or whose folder was given; else the first, or with resources the first that takes them. */
function ideaOf({ idea, resources }: CreateRequest, catalog: Catalog): Idea {
  if (idea !== undefined && isFolder(idea)) return readOwnIdea(idea, catalog);
  const { ideas } = catalog;
  const fitting = [...ideas.values()].filter(({ namesResources }) => namesResources || resources === undefined);
  const found = idea === undefined ? fitting[0] : ideas.get(idea);
  if (found !== undefined) return found;
  throw new UserError(`There is no idea ${shown(idea ?? "")}.`, nearest(idea ?? "", ideas.keys()));
}
