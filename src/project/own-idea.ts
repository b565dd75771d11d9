// Custom idea: a folder whose idea.json describes an API. Its templates are those of the abstract idea for APIs.
import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { UserError } from "../user-error.ts";
import { freeText } from "./free-text.ts";
import type { Catalog, Idea, OwnIdea } from "../catalog/catalog.ts";
import { onTop } from "../catalog/ideas.ts";
import { checkResources } from "./resource/check-resources.ts";
import { checkSeeds } from "./resource/check-seeds.ts";
import { formatResource, parseResource } from "./resource/parse-resource.ts";
import { withHome } from "../shell.ts";
import { shown } from "../shown.ts";
import { readJsonFile } from "../json-file.ts";
import { nearest } from "../nearest.ts";

const file = "idea.json";
const keys = ["title", "description", "resources", "seeds"];

/** Whether a value of `--idea` is a path. Ids of ideas contain neither slashes nor dots. */
export function isFolder(idea: string): boolean {
  return /[\\/]|^[.~]/.test(idea);
}

/**
 * Reads a custom idea; its id is the folder's name.
 * @param folder as typed: "./recipes", "~/ideas/recipes"
 * @throws UserError with the file and what is wrong in it
 */
export function readOwnIdea(folder: string, catalog: Catalog): Idea {
  const path = resolve(withHome(folder));
  const id = basename(path);
  checkId(id);
  if (/\p{Cc}/u.test(path))
    throw new UserError(`The idea's folder ${shown(folder)} contains a control character.`, "Choose another name.");
  if (existsSync(join(path, "files")))
    throw new UserError(
      `The idea ${shown(folder)} holds a folder "files".`,
      `A custom idea consists of its ${file} alone: add files to the created project instead.`,
    );
  const own = readJsonFile("idea", join(path, file));
  return namingFile(folder, () => ideaOf(id, checkOwnIdea(own), catalog));
}

/** Does a check of a custom idea; its errors start with the name of the file. */
export function namingFile<T>(folder: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof UserError ? new UserError(`In ${shown(join(folder, file))}: ${error.message}`) : error;
  }
}

/** The idea of a custom idea's content. It extends the abstract idea whose app serves any resources. */
export function ideaOf(id: string, own: OwnIdea, { abstractIdeas }: Catalog): Idea {
  const below = [...abstractIdeas.values()].find(({ namesResources }) => namesResources);
  if (below === undefined) throw new Error("No abstract idea of the catalog takes resources.");
  const { title, description, resources, seeds } = own;
  return {
    ...onTop(below, { id, projectTitle: title, projectDescription: description, resources, seeds }),
    namesResources: false,
    own,
  };
}

/** The catalog, with the custom idea of the answers if there is one. */
export function withOwnIdea(catalog: Catalog, { idea, ownIdea }: { idea: string; ownIdea?: OwnIdea }): Catalog {
  if (ownIdea !== undefined) checkId(idea);
  return ownIdea === undefined
    ? catalog
    : { ...catalog, ideas: new Map(catalog.ideas).set(idea, ideaOf(idea, ownIdea, catalog)) };
}

/** @throws UserError for a missing or unknown key, a value of the wrong type, and invalid resources or rows */
export function checkOwnIdea(value: Record<string, unknown>): OwnIdea {
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new UserError(`${shown(unknown)} is not a key of an idea.`, nearest(unknown, keys));
  const { title, description, resources: specs, seeds = {} } = value;
  if (!isText(title)) throw wrong("title", "text");
  if (!isText(description)) throw wrong("description", "text");
  if (!Array.isArray(specs) || specs.length === 0 || !specs.every(isText))
    throw wrong("resources", 'a list such as ["recipe title:string"]');
  const resources = checkResources(specs.map(parseResource));
  return {
    title: freeText("title", title),
    description: freeText("description", description),
    resources: resources.map(formatResource),
    seeds: checkSeeds(seeds, resources),
  };
}

/** It becomes part of a command that people type. */
function checkId(id: string): void {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) return;
  throw new UserError(
    `An idea's folder cannot be called ${shown(id)}.`,
    "Use lower-case letters, digits and dashes, such as recipes.",
  );
}

function wrong(key: string, kind: string): UserError {
  return new UserError(`"${key}" is missing or wrong.`, `It must be ${kind}.`);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
