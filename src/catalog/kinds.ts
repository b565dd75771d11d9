// Kinds: ideas, stacks with their languages and package managers, and databases, as their JSON files describe them.
import type { FieldType } from "./field-types.ts";

/** A folder of `templates/ideas`, with what it takes over from the idea that it stands on. */
export interface Idea {
  id: string;
  /** The idea that it adds to: its resources, rows, topics and layers come before this one's. */
  on?: string;
  /** Whether it is only there for others to stand on, and offered to nobody. */
  abstract: boolean;
  /** The ideas whose layers make up a project of this one, most general first; itself is the last. */
  layers: string[];
  /** What its idea.json holds, where the idea is the user's own. */
  own?: OwnIdea;
  /** For the list of choices: "REST API". */
  title: string;
  /** One line behind it. */
  pitch: string;
  /** What a project of this idea is called when nothing was said. */
  projectTitle: string;
  projectDescription: string;
  /** What GitHub's search finds a project of this idea by. */
  topics: string[];
  /** Its place in the list of choices; the first is the default. */
  place: number;
  /** Whether people look at it in a browser; otherwise only programs ask it. */
  pages: boolean;
  /** Whether the user names the resources. */
  namesResources: boolean;
  /** The default resources, in the spelling of `--resource`. */
  resources: string[];
  /** Rows to start with, for the default resources. */
  seeds: Seeds;
}

/** What the idea.json of a user's own idea holds once it is checked, and what a receipt keeps of it. */
export interface OwnIdea {
  title: string;
  description: string;
  /** In the spelling of `--resource`, canonical. */
  resources: string[];
  /** Rows to start with, for every resource or for none. */
  seeds: Seeds;
}

/** Example rows: plural kebab name -> rows by field name. A reference reads "authors#1": the first row of authors. */
export type Seeds = Record<string, Record<string, unknown>[]>;

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
  /** Its place in lists; the first is the default. */
  place: number;
  /** What GitHub's search finds a repo of this stack by. */
  topics: string[];
  /** The languages a repo can be had in, by what the flag calls them; the first is the default. */
  languages: Record<string, Language>;
  /** What installs and runs a generated repo, by the name of the program; the first is the default. */
  managers: Record<string, Manager>;
  /** Where the app answers then. */
  address: string;
  /** The file without which there is no app, as templates call it: every idea has to bring it. */
  entry: string;
  /** The lockfile, which is cut to what each repo asks for. */
  lockfile: string;
  /** What an install makes: one of these folders or files. */
  packages: string[];
  /** The file that holds the id of the process which uses the repo's own database. */
  lock: string;
  /** The program and the script, in the folder of each of its databases, that try a database server from a project. */
  probe: [program: string, file: string];
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
  /** Its place in lists; the first that a stack has is the default. */
  place: number;
  /** What GitHub's search finds a repo with this database by. */
  topics: string[];
  image: string;
  port: number;
  url: string;
  /** Column type and rules per field type, as handlebars over a field. */
  fieldTypes: Record<FieldType, Record<string, string>>;
  /** Words that must be quoted as a column, and cannot be a table. */
  reserved: string[];
  /** Columns that every table has without being asked. */
  systemColumns: string[];
}

/** A folder of a stack's `options`: with or without. */
export interface Option {
  id: string;
  /** For lists: "Docker". */
  title: string;
  /** What it brings, in one line. */
  says: string;
  /** Whether a repo has it when nothing was said. */
  default: boolean;
}
