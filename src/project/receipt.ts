// Receipt: the operations that built a project, from which it can be rendered again.
import { UserError } from "../user-error.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Migration } from "./migrations.ts";
import { checkOwnIdea } from "./own-idea.ts";
import type { AnswerKind, AnswerRow } from "./answer-row.ts";
import { answerRows } from "./answer-table.ts";
import type { Answers } from "./answers.ts";
import { createProject, type Project } from "./project.ts";
import { isObject, NotJson, parseJson } from "../json-file.ts";

export const receiptFile = ".backend-starter.json";

/** One operation. Format 1 starts with one `create`; `add` and others may follow. */
export interface Operation {
  verb: "create";
  answers: Answers;
  /** The migrations of this operation, in the order of their file names. */
  migrations: Migration[];
}

export interface Receipt {
  format: 1;
  version: string;
  created: string;
  /** The command that creates the project again as it was that day; missing if the generator came from no registry. */
  again?: string;
  log: [Operation];
}

interface Made {
  project: Project;
  version: string;
  again: string | undefined;
  migrations: Migration[];
}

/** The text of a new project's receipt. */
export function receiptOf({ project, version, again, migrations }: Made): string {
  const { created, answers } = project;
  const create: Operation = {
    verb: "create",
    answers,
    migrations: migrations.toSorted((a, b) => (a.file < b.file ? -1 : 1)),
  };
  const receipt: Receipt = { format: 1, version, created, again, log: [create] };
  return `${JSON.stringify(receipt, null, 2)}\n`;
}

/** @throws UserError unless the text is a receipt of format 1 */
export function readReceipt(text: string): Receipt {
  const receipt = parsed(text);
  if (
    !isObject(receipt) ||
    receipt.format !== 1 ||
    typeof receipt.version !== "string" ||
    typeof receipt.created !== "string"
  ) {
    throw notAReceipt("its format, version or date is missing");
  }
  if (receipt.version.length > 50 || !/^\d+\.\d+\.\d+([-+][\w.+-]*)?$/.test(receipt.version))
    throw notAReceipt("its version does not look like 1.2.3");
  const [create, ...more] = Array.isArray(receipt.log) ? (receipt.log as unknown[]) : [];
  if (!isObject(create) || create.verb !== "create" || !isObject(create.answers))
    throw notAReceipt("its log does not start with create");
  if (more.length > 0)
    throw new UserError(
      "The receipt contains operations that this version does not know.",
      "Use the version that wrote it, or a newer one.",
    );
  const wrong = wrongAnswer(create.answers);
  if (wrong !== undefined) throw notAReceipt(`the answer "${wrong}" is missing or has another form`);
  if (!isMigrations(create.migrations)) throw notAReceipt("its migrations are missing or not a list of files");
  return receipt as unknown as Receipt;
}

/** @throws UserError if the catalog no longer has an answer */
export function projectFromReceipt({ receipt, catalog }: { receipt: Receipt; catalog: Catalog }): Project {
  const [{ answers, migrations }] = receipt.log;
  const ownIdea = answers.ownIdea === undefined ? undefined : checkOwnIdea({ ...answers.ownIdea });
  return createProject({ answers: { ...answers, ownIdea }, migrations, created: receipt.created, catalog });
}

/** File names must be plain and numbered, because they become part of paths. */
function isMigrations(value: unknown): value is Migration[] {
  const isName = (name: unknown) => name === undefined || (typeof name === "string" && name.length < 100);
  const fits = (each: unknown) =>
    isObject(each) &&
    typeof each.file === "string" &&
    /^\d{4}_[a-z0-9_]{1,100}\.[a-z]{1,5}$/.test(each.file) &&
    isName(each.resource) &&
    isName(each.field);
  return Array.isArray(value) && value.every(fits);
}

const isText = (value: unknown) => typeof value === "string";
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);

const forms: Record<AnswerKind, (answer: unknown) => boolean> = {
  text: isText,
  texts: isTexts,
  list: isTexts,
  either: (answer) => typeof answer === "boolean",
};

/** Whether a receipt's answer has the form of its row, or is rightly missing. */
export function fitsRow({ kind, receipt }: AnswerRow, answer: unknown): boolean {
  return forms[kind](answer) || (receipt === "given" && answer === undefined);
}

/** Answers outside the table: they are derived from other answers or from the machine. */
const derived = { name: isText, database: isText, manager: isText, options: isTexts };

function wrongAnswer(answers: Record<string, unknown>): string | undefined {
  const kept = answerRows.filter(([, { receipt }]) => receipt !== undefined);
  return (
    Object.entries(derived).find(([key, fits]) => !fits(answers[key]))?.[0] ??
    kept.find(([key, row]) => !fitsRow(row, answers[key]))?.[0]
  );
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw error instanceof NotJson ? notAReceipt(`it ${error.message}`) : error;
  }
}

function notAReceipt(why: string): UserError {
  return new UserError(`This is not a receipt (${receiptFile}): ${why}.`);
}
