// Preset: answers in a JSON file, for example for a team. A flag overrides its answer.
import { dirname, resolve } from "node:path";
import type { AnswerKind } from "../project/answer-row.ts";
import { answerTable, type AnswerKey } from "../project/answer-table.ts";
import { isFolder } from "../project/own-idea.ts";
import { withHome } from "../shell.ts";
import type { CreateRequest } from "./request.ts";
import { shown } from "../shown.ts";
import { readJsonFile, wrongFile } from "../json-file.ts";
import { nearest } from "../nearest.ts";

type Preset = Pick<CreateRequest, AnswerKey>;

interface Kind {
  called: string;
  fits: (value: unknown) => boolean;
}

const text: Kind = { called: "text", fits: (value) => typeof value === "string" && value.trim() !== "" };
const texts: Kind = { called: "a list of texts", fits: (value) => Array.isArray(value) && value.every(text.fits) };
const either: Kind = { called: "true or false", fits: (value) => typeof value === "boolean" };
const kinds: Record<AnswerKind, Kind> = { text, texts, list: texts, either };

/** Completes the answers from flags with the answers from the preset. An option named by a flag follows the flag. */
export function withPreset(asked: CreateRequest): CreateRequest {
  if (asked.preset === undefined) return asked;
  const preset = readPreset(withHome(asked.preset));
  const said = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const left = (theirs: string[] = [], ours: string[] = [], opposite: string[] = []) => [
    ...theirs.filter((each) => !opposite.includes(each)),
    ...ours,
  ];
  const source = `the preset ${shown(asked.preset, 300)}`;
  return {
    ...asked,
    ...preset,
    ...said,
    origins: Object.fromEntries(
      Object.keys(preset)
        .filter((key) => !Object.hasOwn(said, key))
        .map((key) => [key, source]),
    ),
    with: left(preset.with, asked.with, asked.without),
    without: left(preset.without, asked.without, asked.with),
  };
}

/** @throws UserError with the file and the wrong key */
function readPreset(file: string): Preset {
  const preset = readJsonFile("preset", file);
  for (const [key, value] of Object.entries(preset)) {
    if (!Object.hasOwn(answerTable, key))
      throw wrongFile(
        "preset",
        file,
        `holds ${shown(key)}, which is not an answer`,
        nearest(key, Object.keys(answerTable)),
      );
    const kind = kinds[answerTable[key as AnswerKey].kind];
    if (!kind.fits(value)) throw wrongFile("preset", file, `holds a wrong ${shown(key)}`, `It must be ${kind.called}.`);
  }
  return { ...preset, idea: ideaNextTo(file, preset.idea as Preset["idea"]) };
}

/** Resolves the path of an idea's folder relative to the preset, so that both can be moved together. */
function ideaNextTo(file: string, idea: string | undefined): string | undefined {
  return idea !== undefined && isFolder(idea) && !idea.startsWith("~") ? resolve(dirname(file), idea) : idea;
}
