// Fixes: what to do about each missing or broken thing, shared by `doctor` and all other messages.
import { UserError, withOneEnd } from "../user-error.ts";
import { installLine, pages, type Program } from "./programs.ts";
import { refusalIn } from "./refusals.ts";
import { thisSystem, type System } from "./system.ts";

export interface Fix {
  /** What is wrong, without a full stop: "Git is not installed". */
  problem: string;
  /** What to do, as a sentence. */
  advice: string;
  /** Commands to type, one per line; empty if no command helps. */
  commands: string[];
}

const introductions = {
  "user.name": 'git config --global user.name "Your Name"',
  "user.email": 'git config --global user.email "you@example.com"',
};

export type IdentityKey = keyof typeof introductions;
export const identityKeys = Object.keys(introductions) as IdentityKey[];

export function missing(program: Program, system: System = thisSystem()): Fix {
  const problem = `${nameOf(program)} is not installed`;
  const line = installLine(program, system);
  if (line === undefined) return { problem, advice: `Install it from ${pages[program]}.`, commands: [] };
  const advice = system.windows ? "Install it, and open a new terminal." : "Install it.";
  return { problem, advice, commands: [line] };
}

/** A program fails; reinstalling it usually helps. */
export function broken(program: Program, said: string, system: System = thisSystem()): Fix {
  return {
    ...missing(program, system),
    problem: `${nameOf(program)} does not run: ${said}`,
    advice: `Install it again from ${pages[program]}.`,
  };
}

/** Node.js is older than a generated project needs. */
export function tooOld(version: string, needed: string, system: System = thisSystem()): Fix {
  return {
    ...missing("node", system),
    problem: `Node.js ${version} is too old`,
    advice: `Install ${needed} or newer from ${pages.node}.`,
  };
}

export function anonymous(keys: IdentityKey[]): Fix {
  return {
    problem: "Git does not know who you are",
    advice: "Tell it your name and address.",
    commands: keys.map((key) => introductions[key]),
  };
}

export const loggedOut: Fix = {
  problem: "gh is not logged in to GitHub",
  advice: "Log in.",
  commands: ["gh auth login"],
};

export function notInstalled(install: string): Fix {
  return { problem: "The packages of this project are not installed", advice: "Install them.", commands: [install] };
}

export function portTaken({ port, pid, system = thisSystem() }: { port: number; pid?: number; system?: System }): Fix {
  const stop = pid === undefined ? [] : [system.windows ? `taskkill /pid ${pid}` : `kill ${pid}`];
  return {
    problem: `Port ${port} is taken`,
    advice: "Stop that program, or set another PORT in .env.",
    commands: stop,
  };
}

export function noDatabase(why: string, advice: string): Fix {
  return { problem: `The database at DATABASE_URL cannot be used: ${why}`, advice, commands: [] };
}

/** An install failed for a reason that its output names; undefined if the reason is unknown. */
export function refused(output: string): Fix | undefined {
  const refusal = refusalIn(output);
  return refusal && { problem: capitalised(refusal.problem), advice: refusal.advice, commands: [] };
}

/** The problem and the advice, in one or two sentences. */
export function sentence({ problem, advice }: Fix): string {
  return `${withOneEnd(`${problem}.`)} ${advice}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function nameOf(program: Program): string {
  return program === "node"
    ? "Node.js"
    : program === "git"
      ? "Git"
      : program === "gh"
        ? "gh, GitHub's command line,"
        : program;
}

/** The UserError for a problem that ends the run. */
export function missingError({ problem, advice, commands }: Fix): UserError {
  return new UserError(
    `${problem}.`,
    commands.length === 0 ? advice : `${advice.replace(/\.$/, "")}: ${commands.join(", then ")}`,
  );
}
