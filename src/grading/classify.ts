// Classification: what became of a submission, as a status and one sentence for the student.
import { counted, onOneLine } from "../shown.ts";
import { isGraded, type TaskResult } from "./score.ts";
import type { Status } from "./results.ts";

/** What the grader writes about an app that it started. */
export interface Outcome {
  fate: Status;
  detail: string;
  crashes: number;
  /** The end of what the app printed. */
  output: string;
}

/** The sentence about an app that was started. */
export function sentenceOn({ fate, detail, crashes, output }: Outcome, tasks: TaskResult[]): string {
  const said = lastWords(output);
  const graded = tasks.filter(isGraded);
  const sentences: Partial<Record<Status, string>> = {
    graded: `${graded.filter(({ state }) => state === "done").length} of ${counted(graded.length, "task")} done.`,
    crashed: `Your app ended ${times(crashes)} while it was checked, and was started again.${said}`,
    hung: `Your app could not be checked to the end. ${detail}`,
    "did not start": `Your app did not start. ${detail}${said}`,
    "too large": `Your app was stopped. ${detail}`,
    "out of memory": `Your app used too much memory. ${detail}`,
  };
  return onOneLine(sentences[fate] ?? detail).trim();
}

/** Where the grader itself ended early: a check compares what an app answers, and that can be endless work. */
export function endedEarly(limit: string | undefined, output: string): Outcome {
  const reached = `To check one of its answers took more than ${limit}.`;
  const detail = limit === undefined ? "Its checks ended early." : reached;
  return { fate: "hung", detail, crashes: 0, output };
}

export function changedPackages(changes: string): string {
  const fix = "Take package.json and the lock file of the starter.";
  return onOneLine(`Your submission changed its packages, so it was not started: ${changes}. ${fix}`);
}

export function notUnpacked(reason: string): string {
  return onOneLine(`${reason} It was not started.`);
}

/** A line that is only the place of an error: "file:///app/src/app.js:60". */
const inApp = /^(?:file:\/\/)?\/app\/(?!node_modules\/)(\S+:\d+)$/;

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

/** The line with the error, or else the last one. Of a file that cannot be read, Node.js names the line before. */
function lastWords(output: string): string {
  const lines = output
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^\(ended with /.test(line));
  const line = lines.find((each) => /^(\w*Error|Cannot start)\b/.test(each)) ?? lines.at(-1);
  const place = lines.map((each) => inApp.exec(each)?.[1]).find((each) => each !== undefined);
  if (line === undefined) return "";
  return ` It said${place === undefined ? "" : `, in ${place}`}: ${line.slice(0, 200)}`;
}
