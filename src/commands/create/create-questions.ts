// Questions of `create`: asks what no flag answered as the answer table says, and refuses wrong answers at their
// prompt.
import type { AnswerRow } from "../../project/answer-row.ts";
import { answerTable, answersWith, flagOf, type AnswerKey } from "../../project/answer-table.ts";
import { defaultFolder } from "../../project/defaults.ts";
import type { Known } from "../../project/known.ts";
import { takenBy } from "../../project/resource/check-resources.ts";
import type { Idea } from "../../catalog/catalog.ts";
import { acceptTarget } from "../../disk/accept.ts";
import { fixForNpm, flagsPerhapsLostToNpm } from "../../cli/npm-flags.ts";
import type { CreateRequest } from "../../cli/request.ts";
import { UserError, exitCodes } from "../../user-error.ts";
import { sentenceOf, type Ask } from "../ask.ts";
import { askResources } from "./ask-resources.ts";

export function askFolder(ask: Ask, idea: Idea): Promise<string> {
  const refuse = (typed: string) => sentenceOf(() => acceptTarget(typed));
  return ask({ type: "input", message: "Folder", default: defaultFolder(idea), refuse });
}

type Asked<Key extends AnswerKey> = CreateRequest[Key];

/** The given answer, else the answer to its question; undefined if there is neither, so that the default is used. */
export async function answerTo<Key extends AnswerKey>(
  key: Key,
  asked: CreateRequest,
  known: Known,
  ask?: Ask,
): Promise<Asked<Key>> {
  if (ask === undefined || !isOpen(key, asked, known)) return asked[key];
  const row: AnswerRow = answerTable[key];
  return (row.kind === "list" ? asked[key] : await askers[row.kind]({ ask, row, known })) as Asked<Key>;
}

function isOpen(key: AnswerKey, asked: CreateRequest, known: Known): boolean {
  const { question }: AnswerRow = answerTable[key];
  return asked[key] === undefined && question !== undefined && (question.open?.(known) ?? true);
}

interface Asking {
  ask: Ask;
  row: AnswerRow;
  known: Known;
}

const askers = { text: askText, texts: askSpecs, either: askEither };

function askText({ ask, row: { question, usual, check }, known }: Asking): Promise<string> {
  const message = question?.message(known) ?? "";
  if (question?.choices !== undefined) return ask({ type: "list", message, choices: question.choices(known) });
  const unnamed = { ...known, origins: {} }; // At the prompt itself the source of an answer is clear.
  const refuse = (typed: string) => sentenceOf(() => check?.(typed as never, unnamed));
  return ask({ type: "input", message, default: usual?.(known) as string, refuse });
}

function askSpecs({ ask, known: { idea, stack, database } }: Asking): Promise<string[] | undefined> {
  return askResources({ ask, idea, taken: takenBy(stack, database) });
}

function askEither({ ask, row: { question }, known }: Asking): Promise<boolean> {
  return ask({ type: "confirm", message: question?.message(known) ?? "", default: true });
}

/** @throws UserError that lists the missing answers, if nothing can be asked */
export function refuseOpenQuestions(asked: CreateRequest, known: Known): void {
  const needed = answersWith(({ question }) => question?.needed === true).filter((key) => isOpen(key, asked, known));
  const open = [...(asked.directory === undefined ? ["the folder"] : []), ...needed.map(spelled)];
  if (open.length === 0) return;
  const why = asked.json ? "With --json nothing is asked" : "There is no terminal for questions";
  const missing = `${new Intl.ListFormat("en-GB").format(open)} ${open.length === 1 ? "is" : "are"} missing`;
  const lost = flagsPerhapsLostToNpm(process.env);
  throw new UserError(
    `${why}, and ${missing}.`,
    lost.length > 0 ? fixForNpm(lost) : "Add --yes to take the defaults.",
    exitCodes.usage,
  );
}

function spelled(key: AnswerKey): string {
  return answerTable[key].kind === "either" ? `--${flagOf(key)} or --no-${flagOf(key)}` : `--${flagOf(key)}`;
}
