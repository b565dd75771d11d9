// Catalog: the ideas, stacks, databases and licenses that the folders in templates/ offer. Adding a folder adds an
// entry.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { shippedTemplates } from "../ourselves.ts";
import { standing } from "./ideas.ts";
import type { DatabaseKind, Idea, Stack } from "./kinds.ts";

export type { DatabaseKind, Idea, Language, Manager, OwnIdea, Stack } from "./kinds.ts";

export interface Catalog {
  folder: string;
  /** The ideas that a user can choose, in the order of the menu. */
  ideas: Map<string, Idea>;
  abstractIdeas: Map<string, Idea>;
  stacks: Map<string, Stack>;
  databases: Map<string, DatabaseKind>;
  licenses: string[];
}

/** Reads the catalog from a templates folder; by default the package's own. */
export function openCatalog(folder: string = shippedTemplates): Catalog {
  const ideas = [...standing(entries(join(folder, "ideas"), "idea.json"))];
  const databases = inPlace(entries<DatabaseKind>(join(folder, "databases"), "database.json"));
  return {
    folder,
    ideas: inPlace(new Map(ideas.filter(([, { abstract }]) => !abstract))),
    abstractIdeas: new Map(ideas.filter(([, { abstract }]) => abstract)),
    stacks: inPlace(entries<Stack>(join(folder, "stacks"), "stack.json", (stack) => stackFolders(stack, databases))),
    databases,
    licenses: [...readdirSync(join(folder, "licenses")).sort(byPreference), "none"],
  };
}

function entries<T>(folder: string, file: string, more: (folder: string) => object = () => ({})): Map<string, T> {
  const ids = foldersIn(folder).filter((id) => existsSync(join(folder, id, file)));
  return new Map(ids.map((id) => [id, { id, ...readJson(join(folder, id, file)), ...more(join(folder, id)) } as T]));
}

function inPlace<T extends { place: number }>(all: Map<string, T>): Map<string, T> {
  return new Map([...all].sort(([, a], [, b]) => a.place - b.place));
}

function stackFolders(folder: string, databases: Map<string, DatabaseKind>): Pick<Stack, "options" | "databases"> {
  const served = foldersIn(join(folder, "databases"));
  return {
    options: entries(join(folder, "options"), "option.json"),
    databases: [...databases.keys()].filter((id) => served.includes(id)),
  };
}

function foldersIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function readJson(file: string): object {
  return JSON.parse(readFileSync(file, "utf8")) as object;
}

/** MIT comes first, because most portfolios use it; the rest is sorted by name. */
function byPreference(a: string, b: string): number {
  return Number(b === "MIT") - Number(a === "MIT") || (a < b ? -1 : 1);
}
