// Class file: class.json, with the students of a class, their repositories, and what was done for each so far.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isObject, mostOwnBytes, readJsonFile } from "../json-file.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { keyPattern } from "./keys.ts";

export const classFile = "class.json";

/** GitHub's names have up to 39 characters; those that a company manages end in "_" and its short name. */
export const usernamePattern = /^(?!.{50})[a-z\d]+(?:[-_][a-z\d]+)*-?$/i;

export interface Member {
  name: string;
  /** On GitHub. */
  username?: string;
  email?: string;
  id?: string;
  section?: string;
  github_id?: string;
  sis_user_id?: string;
  sis_login_id?: string;
}

export interface Student {
  /** The branch in the store, and the end of the repository's name. */
  key: string;
  group?: string;
  /** "my-bootcamp/week-3-ann-lee"; undefined if nothing is on GitHub. */
  repo?: string;
  members: Member[];
  /** Whether a run asked GitHub to create the repository, and did not hear whether it did. */
  begun?: boolean;
  /** Whether the repository was created by us. */
  created?: boolean;
  invited?: string[];
  /** The commit of ours that was pushed last. */
  pushed?: string;
}

export interface Class {
  format: 1;
  org?: string;
  server?: string;
  /** The commit that all students share: the starter's own. */
  root: string;
  /** The number of the last update that was sent: only the store knows what was in it. */
  updated?: number;
  students: Student[];
}

/**
 * Reads the class of an assignment; undefined if there is none yet.
 * @throws UserError for a file that this program cannot have written
 */
export function readClass(folder: string): Class | undefined {
  const file = join(folder, classFile);
  if (!existsSync(file)) return undefined;
  const found = readJsonFile("class", file, mostOwnBytes);
  const { format, root, students, org, server } = found;
  if (format !== 1 || !isCommit(root) || !Array.isArray(students) || ![org, server].every(isText))
    throw damaged(file, "is no class of format 1");
  const wrong = students.findIndex((each) => !isStudent(each));
  if (wrong !== -1) throw damaged(file, `has no student at number ${wrong + 1} of its list`);
  const known = found as unknown as Class;
  if (new Set(known.students.map(({ key }) => key)).size === known.students.length) return known;
  throw damaged(file, "has a key twice");
}

function damaged(file: string, problem: string): UserError {
  return new UserError(`${shown(file, 300)} ${problem}.`, "Restore it from a copy.");
}

/** "Ann Lee", or "Team A (Bob Ray and Cleo Fox)". */
export function peopleOf({ group, members }: Student, show = (text: string) => text): string {
  const people = new Intl.ListFormat("en-GB").format(members.map(({ name }) => show(name)));
  return group === undefined ? people : `${show(group)} (${people})`;
}

/**
 * Reads the class of an assignment.
 * @throws UserError if there is none, or the file is damaged
 */
export function classIn(folder: string): Class {
  const found = readClass(folder);
  if (found !== undefined) return found;
  throw new UserError(
    `${shown(folder, 300)} was not handed out yet: it has no ${classFile}.`,
    "Hand it out with assignment handout.",
  );
}

/** The text of class.json. */
export function classText(known: Class): string {
  return `${JSON.stringify(known, null, 2)}\n`;
}

function isStudent(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { key, repo, group, members, pushed } = value;
  if (typeof key !== "string" || key.length > 100 || !keyPattern.test(key)) return false;
  if (repo !== undefined && !(typeof repo === "string" && /^\w[\w.-]*\/\w[\w.-]*$/.test(repo))) return false;
  if (pushed !== undefined && !isCommit(pushed)) return false;
  return isText(group) && Array.isArray(members) && members.length > 0 && members.every(isMember);
}

function isMember(value: unknown): boolean {
  if (!isObject(value) || !Object.values(value).every(isText)) return false;
  const { name, username } = value;
  return typeof name === "string" && (typeof username !== "string" || usernamePattern.test(username));
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function isCommit(value: unknown): boolean {
  return typeof value === "string" && /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(value);
}
