// Prompts: one question at a time, each of which Ctrl-C can end.
import { PassThrough } from "node:stream";
import { UserError, stopped } from "../user-error.ts";

/** The part of inquirer, plop's prompt library, that we use. */
interface Inquirer {
  createPromptModule: (streams: {
    input: NodeJS.ReadableStream;
  }) => (questions: object[]) => PromiseLike<Record<string, unknown>> & { ui: { close: () => void } };
}

export interface Question<T> {
  type: "input" | "confirm" | "list";
  message: string;
  default?: T;
  choices?: { name: string; value: T }[];
  /** Returns a message if the answer is invalid. */
  refuse?: (answer: T) => string | undefined | Promise<string | undefined>;
}

export type Ask = <T>(question: Question<T>) => Promise<T>;

/** Asks with inquirer, loaded by the first question so that other runs start sooner; `stop` ends the question. */
export function asker(stop: AbortSignal): Ask {
  return async <T>({ refuse = () => undefined, ...question }: Question<T>) => {
    const inquirer = (await import("inquirer")).default as unknown as Inquirer;
    stop.throwIfAborted();
    const keys = openKeys(stop);
    const asked = inquirer.createPromptModule({ input: keys.input })([
      { ...question, name: "answer", validate: async (answer: T) => (await refuse(answer)) ?? true },
    ]);
    try {
      return (await Promise.race([asked, keys.left])).answer as T;
    } catch (error) {
      asked.ui.close();
      process.stdout.write("\n"); // The cursor is still on the line of the question.
      throw error;
    } finally {
      keys.close();
    }
  };
}

/**
 * Input of one question. Ctrl-C, Ctrl-D and the end of the input never reach inquirer, which would end the process on
 * the first and wait forever on the others.
 */
function openKeys(stop: AbortSignal): { input: NodeJS.ReadableStream; left: Promise<never>; close: () => void } {
  const { stdin } = process;
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => stdin.setRawMode(raw) });
  let leave = () => {};
  const left = new Promise<never>((_, reject) => (leave = () => reject(stopped())));
  left.catch(() => undefined); // It may be rejected after the question was answered.
  const pass = (typed: Buffer) => (typed.includes(0x03) || typed.includes(0x04) ? leave() : void input.write(typed));
  stdin.on("data", pass).on("end", leave).on("error", leave).resume();
  stop.addEventListener("abort", leave);
  const close = () => {
    stdin.off("data", pass).off("end", leave).off("error", leave).pause();
    stop.removeEventListener("abort", leave);
  };
  return { input, left, close };
}

/** The message of the UserError that a check throws; undefined if it throws none. */
export async function sentenceOf(check: () => unknown): Promise<string | undefined> {
  try {
    await check();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
