// What may be asked for. Found on disk: a new idea, stack or database is a folder, and there is no list to keep.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { shippedTemplates } from "../ourselves.ts";
import type { Option } from "./options.ts";
import type { FieldType } from "./resource.ts";

/** A folder of `templates/ideas`. */
export interface Idea {
  id: string;
  /** For the list of choices: "REST API". */
  title: string;
  /** One line behind it. */
  pitch: string;
  /** What a project of this idea is called when nothing was said. */
  projectTitle: string;
  projectDescription: string;
  /** What GitHub's search finds a repo of this idea by. */
  topics: string[];
  /** Its place in the list of choices; the first is the default. */
  place: number;
  /** Whether people look at it in a browser; otherwise only programs ask it. */
  pages: boolean;
  /** Whether the user names the resources. */
  namesResources: boolean;
  /** The default resources, in the spelling of `--resource`. */
  resources: string[];
  /** Rows to start with, for the default resources: plural kebab name -> rows by field name; a ref is a row number from 1. */
  seeds: Record<string, Record<string, unknown>[]>;
}

/** A package manager. */
export interface Manager {
  /** The command that installs a generated repo. No shell reads it: spaces part its words. */
  install: string;
  /** What to type next in it, a command a line. */
  steps: string[];
  /** How it runs a starter such as us, and what it wants before a starter's flags so as not to take them for its own. */
  create: string;
  separator: string;
  /** What goes before the name of a script of the repo: "npm run". */
  run: string;
  /** The command that runs its tests. */
  test: string;
}

/** A language that a stack's repos can be had in. */
export interface Language {
  title: string;
  /** The language of the templates that it is derived from; without it, they are written in this one. */
  from?: string;
  /** Whether a compiler checks the types and makes what production runs. */
  compiled: boolean;
  /** What runs a file of it, what runs it again after every change, and what runs the app in production. */
  run: string;
  watch: string;
  start: string;
}

/** A folder of `templates/stacks`. */
export interface Stack {
  id: string;
  title: string;
  /** What GitHub's search finds a repo of this stack by. */
  topics: string[];
  /** The languages a repo can be had in, by what the flag calls them; the first is the default. */
  languages: Record<string, Language>;
  /** What installs and runs a generated repo, by the name of the program; the first is the default. */
  managers: Record<string, Manager>;
  /** Where the app answers then. */
  address: string;
  /** The lockfile, which is cut to what each repo asks for. */
  lockfile: string;
  /** What an install makes: one of these folders or files. */
  packages: string[];
  /** The file that holds the id of the process which uses the repo's own database. */
  lock: string;
  /** What a repo with its packages and data takes on the disk, generously. */
  megabytes: number;
  options: Map<string, Option>;
  databases: string[];
  /** The number of the first migration that belongs to a resource; those before are the stack's own. */
  firstMigration: number;
  /** How each field type is written here, as handlebars over a field. */
  fieldTypes: Record<FieldType, Record<string, string>>;
  /** Names that generated code of this stack uses for itself. */
  reserved: string[];
}

/** A folder of `templates/databases`: it answers, so that no template asks which database it is for. */
export interface DatabaseKind {
  id: string;
  title: string;
  /** What GitHub's search finds a repo with this database by. */
  topics: string[];
  image: string;
  port: number;
  /** How an address of such a server begins: "https:" and the like. */
  protocols: string[];
  url: string;
  /** Column type and rules per field type, as handlebars over a field. */
  fieldTypes: Record<FieldType, Record<string, string>>;
  /** Words that must be quoted as a column, and cannot be a table. */
  reserved: string[];
  /** Columns that every table has without being asked. */
  systemColumns: string[];
}

export interface Catalog {
  /** The folder of templates. */
  folder: string;
  ideas: Map<string, Idea>;
  stacks: Map<string, Stack>;
  databases: Map<string, DatabaseKind>;
  licenses: string[];
}

/** Reads the catalog from a folder of templates; by default the package's own. */
export function openCatalog(folder: string = shippedTemplates): Catalog {
  return {
    folder,
    ideas: inPlace(entries<Idea>(join(folder, "ideas"), "idea.json")),
    stacks: entries(join(folder, "stacks"), "stack.json", stackFolders),
    databases: entries<DatabaseKind>(join(folder, "databases"), "database.json"),
    licenses: [...readdirSync(join(folder, "licenses")).sort(byPreference), "none"],
  };
}

function entries<T>(folder: string, file: string, more: (folder: string) => object = () => ({})): Map<string, T> {
  const ids = foldersIn(folder).filter((id) => existsSync(join(folder, id, file)));
  return new Map(ids.map((id) => [id, { id, ...readJson(join(folder, id, file)), ...more(join(folder, id)) } as T]));
}

function inPlace(ideas: Map<string, Idea>): Map<string, Idea> {
  return new Map([...ideas].sort(([, a], [, b]) => a.place - b.place));
}

function stackFolders(folder: string): Pick<Stack, "options" | "databases"> {
  return { options: entries(join(folder, "options"), "option.json"), databases: foldersIn(join(folder, "databases")) };
}

function foldersIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function readJson(file: string): object {
  return JSON.parse(readFileSync(file, "utf8")) as object;
}

/** MIT is what most portfolios carry: it leads, the rest follows by name. */
function byPreference(a: string, b: string): number {
  return Number(b === "MIT") - Number(a === "MIT") || (a < b ? -1 : 1);
}
