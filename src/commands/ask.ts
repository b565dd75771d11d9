// One question at a prompt, and a clean way out of it.
import { Fault, stopped } from "../user-error.ts";

/** What we use of inquirer, which is plop's own. */
type Inquirer = { prompt: (questions: object[]) => PromiseLike<Record<string, unknown>> & { ui: PromptUi } };

interface PromptUi {
  rl: NodeJS.EventEmitter & { close: () => void };
  onForceClose: () => void;
}

export interface Question<T> {
  type: "input" | "confirm" | "list";
  message: string;
  default?: T;
  choices?: { name: string; value: T }[];
  /** The sentence that refuses an answer; undefined where it is fine. */
  refuse?: (answer: T) => string | undefined;
}

export type Ask = <T>(question: Question<T>) => Promise<T>;

/**
 * Asks by inquirer, one question at a time. It is loaded with the first: a run without questions starts sooner.
 *
 * @param stop ends the question, as Ctrl-C does
 */
export function asker(stop: AbortSignal): Ask {
  return async <T>({ refuse = () => undefined, ...question }: Question<T>) => {
    const inquirer = (await import("inquirer")).default as unknown as Inquirer;
    const asked = inquirer.prompt([{ ...question, name: "answer", validate: (answer: T) => refuse(answer) ?? true }]);
    try {
      return (await Promise.race([asked, leaving(asked.ui, stop)])).answer as T;
    } catch (error) {
      process.stdout.write("\n"); // The cursor still stands behind the question.
      throw error;
    }
  };
}

/** Rejects on Ctrl-C, Ctrl-D and when stdin ends. By itself inquirer kills us on the first (on Windows for good), and hangs on the others. */
function leaving(ui: PromptUi, stop: AbortSignal): Promise<never> {
  const close = () => ui.rl.close();
  ui.rl.removeListener("SIGINT", ui.onForceClose);
  ui.rl.on("SIGINT", close);
  stop.addEventListener("abort", close);
  return new Promise((_, reject) => {
    ui.rl.on("close", () => {
      process.removeListener("exit", ui.onForceClose);
      stop.removeEventListener("abort", close);
      setImmediate(() => reject(stopped())); // An answer closes too: it has settled the race by then.
    });
  });
}

/** The sentence of the Fault that a check throws; undefined where it throws none. */
export function sentenceOf(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
}
