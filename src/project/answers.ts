// Answers: the given answers, checked and completed with defaults.
import type { Catalog, Idea } from "../catalog/catalog.ts";
import { answerRows, answersWith, answerTable, flagOf, textsFrom, type AnswerKey } from "./answer-table.ts";
import { knownFrom, type Known } from "./known.ts";
import { chosenOptions } from "./options.ts";
import { packageName } from "./package-name.ts";
import type { Answers, Origins, Said } from "./said.ts";

export type { Answers, Origins, Said } from "./said.ts";

/**
 * Completes the given answers.
 * @throws UserError for an unknown stack or option, a resource that cannot be parsed, or no possible package name
 */
export function answersFor({ said, idea, catalog }: { said: Said; idea: Idea; catalog: Catalog }): Answers {
  const known = knownFrom({ said, idea, catalog, origins: originsOf(said) });
  const { stack, database, manager } = known;
  return {
    name: packageName(said.folder),
    ...textsFrom((key, { usual }) => said[key] ?? usual?.(known)),
    idea: idea.id,
    ownIdea: idea.own,
    stack: stack.id,
    database: database.id,
    language: said.language ?? answerTable.language.usual(known),
    manager: manager.id,
    options: chosenOptions(said, stack.options),
    resources: said.resources ?? answerTable.resources.usual(known),
  };
}

/** @throws UserError for the first wrong answer, in the order of the table */
export function checkSaid(known: Known): void {
  for (const [key, { check }] of answerRows) {
    const answer = known.said[key as keyof Said];
    if (answer !== undefined) check?.(answer as never, known);
  }
}

/** The source of each answer; undefined for a default, which is always valid. */
export function originsOf(said: Said): Origins {
  const given = answersWith(({ kind }) => kind === "text").filter(
    (key): key is keyof Origins => key !== "idea" && said[key as keyof Said] !== undefined,
  );
  return Object.fromEntries(given.map((key) => [key, said.origins?.[key] ?? `--${flagOf(key as AnswerKey)}`]));
}
