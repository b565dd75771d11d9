// Kinds: the types of ideas, stacks with their languages and package managers, databases and options, as their JSON
// files describe them.
import type { FieldType, TypeInCode, TypeInTable } from "./field-types.ts";

/** A folder of `templates/ideas`, completed with what it inherits. */
export interface Idea {
  id: string;
  /** The idea that this one extends: its resources, rows, topics and layers come first. */
  on?: string;
  /** True for an idea that others extend and that no user can choose. */
  abstract: boolean;
  /** The ideas whose layers make up a project of this idea, most general first, this idea last. */
  layers: string[];
  own?: OwnIdea;
  title: string;
  pitch: string;
  projectTitle: string;
  projectDescription: string;
  /** GitHub topics of a project. */
  topics: string[];
  /** The position in the menu; the first is the default. */
  place: number;
  /** Whether the app serves HTML pages; otherwise it serves only an API. */
  pages: boolean;
  /** Whether users can name other resources instead; not inherited. */
  namesResources: boolean;
  /** The role of the first account that registers. The templates of the idea say what needs it. */
  role?: string;
  /** The default resources, in the syntax of `--resource`. */
  resources: string[];
  seeds: Seeds;
}

/** A custom idea: the checked content of its idea.json, which the receipt keeps. */
export interface OwnIdea {
  title: string;
  description: string;
  /** In the canonical syntax of `--resource`. */
  resources: string[];
  /** Rows for every resource, or none at all. */
  seeds: Seeds;
}

/** Example rows: plural kebab-case name -> rows by field name. A reference is "authors#1": the first row of authors. */
export type Seeds = Record<string, Record<string, unknown>[]>;

export interface Manager {
  /** The command that installs a project's dependencies. It is split at spaces and run without a shell. */
  install: string;
  /** Commands to type in a new project, one per line. */
  steps: string[];
  /** The command that runs a `create-*` package, and the separator that the package's own flags need. */
  create: string;
  separator: string;
  /** The prefix of a project's scripts: "npm run". */
  run: string;
  test: string;
}

export interface Language {
  title: string;
  /** The language that it is derived from; without it, the templates are written in this language. */
  from?: string;
  /** Whether a compiler checks the types and builds what production runs. */
  compiled: boolean;
  /** The commands that run a file, run it again after every change, and run the app in production. */
  run: string;
  watch: string;
  start: string;
}

export interface Stack {
  id: string;
  title: string;
  place: number;
  topics: string[];
  /** The languages by the value of `--language`; the first is the default. */
  languages: Record<string, Language>;
  managers: Record<string, Manager>;
  address: string;
  /** The path of the app's entry file in the templates. Every idea must provide it. */
  entry: string;
  /** The lockfile, which is reduced to the packages of each project. */
  lockfile: string;
  /** Files and folders that an install creates; one of them is enough to tell that it ran. */
  packages: string[];
  /** The file that holds the id of the process that uses the project's embedded database. */
  lock: string;
  /** The program and the script that test a connection from a project's folder; each database has its own script. */
  probe: [program: string, file: string];
  /** Generous estimate of a project's size on disk, with packages and data. */
  megabytes: number;
  options: Map<string, Option>;
  databases: string[];
  /** The number of the first migration that belongs to a resource; lower numbers belong to the stack. */
  firstMigration: number;
  fieldTypes: Record<FieldType, TypeInCode>;
  /** Names that the generated code uses itself. */
  reserved: string[];
}

/** A folder of `templates/databases`. Templates ask it for values and never test which database they are for. */
export interface DatabaseKind {
  id: string;
  title: string;
  /** The position in lists; the first that a stack supports is the default. */
  place: number;
  topics: string[];
  image: string;
  port: number;
  url: string;
  /** How checks ask it: the variable with the address of a server, and the package with the driver. */
  checks: { server: string; driver: string };
  fieldTypes: Record<FieldType, TypeInTable>;
  /** Words that must be quoted as a column name and cannot be a table name. */
  reserved: string[];
  systemColumns: string[];
}

/** A folder of a stack's `options`, which a project has or does not have. */
export interface Option {
  id: string;
  title: string;
  says: string;
  default: boolean;
}
