// Order of `assignment handout`: the class after the roster, and where its repositories go. Changes nothing.
import { basename } from "node:path";
import { openCatalog } from "../../catalog/catalog.ts";
import { readAssignment } from "../../classroom/on-disk.ts";
import { wasProven } from "../../classroom/proof.ts";
import type { ActionRequest } from "../../cli/request.ts";
import { usage } from "../../cli/tokens.ts";
import { pathOf } from "../../disk/target.ts";
import type { Connection } from "../../github/client.ts";
import { connect } from "../../github/connection.ts";
import { readSeeds, type Seeds } from "../../handout/seeds.ts";
import { hasChanged, starterCommit } from "../../handout/starter.ts";
import { checkGit } from "../../handout/store.ts";
import { readClass, type Class, type Student } from "../../roster/class-file.ts";
import { enrol, type Enrolment } from "../../roster/enrolment.ts";
import { readRoster } from "../../roster/roster.ts";
import { shown } from "../../shown.ts";
import { UserError } from "../../user-error.ts";

export interface HandoutOrder {
  folder: string;
  title: string;
  due?: string;
  /** With every student of the roster. */
  known: Class;
  /** The students of the class who get a repository: those who left before that get none. */
  active: Student[];
  enrolment: Enrolment;
  seeds: Seeds;
  /** Whether nobody has a copy yet, and nothing shows that it fits. */
  needsProof: boolean;
  /** Whether new students get files that have changed in the starter since. */
  hasNewStarter: boolean;
  /** Where the repositories go; undefined without --org. */
  github?: { connection: Connection; login: string };
}

/** @throws UserError for a wrong flag, roster or folder, and if nobody is logged in */
export async function takeHandoutOrder(asked: ActionRequest, stop: AbortSignal): Promise<HandoutOrder> {
  const folder = pathOf(asked.directory ?? ".");
  const before = readClass(folder);
  const enrolment = enrolmentFrom(asked.text("roster"), before);
  const org = orgFrom(asked.text("org"), before);
  const { title, terms: { due }, seeds } = await readAssignment(folder, openCatalog());
  await checkGit(folder, stop);
  const root = before?.root ?? (await starterCommit(folder, stop));
  const github = org === undefined ? undefined : await connect(stop);
  const server = github?.connection.host.server;
  if (before?.server !== undefined && server !== undefined && before.server !== server)
    throw new UserError(`The class is on ${shown(before.server)}, not on ${server}.`, "Set GITHUB_SERVER_URL to it.");
  const students = enrolment.students.map((student) => withRepo(student, org, folder));
  const known: Class = { format: 1, ...before, ...(org !== undefined && { org, server }), root, students };
  const left = new Set(enrolment.missing.map(({ key }) => key));
  const active = students.filter(({ key }) => !left.has(key));
  const { added } = enrolment;
  const hasNewStarter = before !== undefined && added.length > 0 && (await hasChanged(folder, root, stop));
  const notes = { due, needsProof: before === undefined && !wasProven(folder), hasNewStarter };
  return { folder, title, known, active, enrolment, seeds: readSeeds(seeds), ...notes, github };
}

function enrolmentFrom(roster: string | undefined, before: Class | undefined): Enrolment {
  if (roster !== undefined) return enrol(readRoster(pathOf(roster)), before?.students ?? []);
  if (before !== undefined) return { students: before.students, added: [], missing: [] };
  throw usage("assignment handout needs the students.", "Write --roster <file>, a CSV file with a column name.");
}

function orgFrom(typed: string | undefined, before: Class | undefined): string | undefined {
  const org = typed ?? before?.org;
  if (org !== undefined && !/^[a-z\d][a-z\d-]{0,38}$/i.test(org))
    throw usage(`${shown(org)} is no name of an organisation.`, "Write it as in its address on GitHub.");
  if (typed === undefined || before?.org === undefined || typed === before.org) return org;
  if (!before.students.some(isOnGitHub)) return org; // The one that was typed before may have been wrong.
  throw new UserError(`The class is in ${before.org}, not in ${typed}.`, "Leave --org out, or hand out a copy.");
}

function isOnGitHub({ created, pushed }: Student): boolean {
  return created === true || pushed !== undefined;
}

/** GitHub's names of repositories have up to 100 characters of a small set. */
function withRepo(student: Student, org: string | undefined, folder: string): Student {
  if (org === undefined || (student.repo?.startsWith(`${org}/`) ?? false)) return student;
  const plain = basename(folder).split(/[^\w.-]+/).filter((part) => part !== "").join("-").replace(/^[.-]+/, "");
  return { ...student, repo: `${org}/${plain.slice(0, 50) || "assignment"}-${student.key}` };
}
