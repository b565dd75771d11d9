// Report: the results of the benchmark as tables.
import { cpus } from "node:os";
import { classTargets, type ClassFigures } from "./class.ts";
import type { Comparison } from "./figures.ts";
import { ways, type Growth } from "./growth.ts";

export interface Row extends Comparison {
  what: string;
  against: string;
  /** `µs` is CPU time for one request */
  unit: "s" | "µs" | "requests/s";
  /** the ratio to reach: at most this for times, at least this for requests */
  target?: number;
}

/** Whether a row reaches its target; undefined where there is none. */
export function isMet({ unit, ratio, target }: Row): boolean | undefined {
  if (target === undefined) return undefined;
  return unit === "requests/s" ? ratio >= target : ratio <= target;
}

/** The rows as a table in Markdown, in straight columns for those who read it in a terminal. */
export function table(rows: Row[]): string {
  const head = ["What", "Against", "Ours", "Theirs", "Ratio", "Target", "Met"];
  return straight(head, rows.map((row) => [row.what, row.against, figure(row.ours, row), figure(row.theirs, row), row.ratio.toFixed(2), targetOf(row), verdict(row)]));
}

/** Milliseconds by number of rows. */
export function growthTable(growth: Growth[]): string {
  const lines = growth.map(({ rows, milliseconds }) => [rows.toLocaleString("en"), ...milliseconds.map((time) => `${time < 10 ? time.toPrecision(2) : Math.round(time)} ms`)]);
  return straight(["Rows", ...ways.map(({ title }) => title)], lines);
}

/** What handing out takes, and what it may take. */
export function classTable({ students, seconds, megabytes }: ClassFigures): string {
  const met = (value: number, most: number) => (value <= most ? "yes" : "**no**");
  return straight(["Handing out to", "Ours", "Target", "Met"], [
    [`${students} students: CPU time`, `${seconds.toFixed(2)} s`, `≤ ${classTargets.seconds} s`, met(seconds, classTargets.seconds)],
    [`${students} students: store`, `${megabytes.toFixed(1)} MB`, `≤ ${classTargets.megabytes} MB`, met(megabytes, classTargets.megabytes)],
  ]);
}

/** A table in straight columns. */
export function straight(head: string[], lines: string[][]): string {
  const widths = head.map((_, at) => Math.max(...[head, ...lines].map((cells) => cells[at]?.length ?? 0)));
  const rule = widths.map((width) => "-".repeat(width));
  return [head, rule, ...lines].map((cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`).join("\n");
}

/** The machine, without saying whose it is. */
export function machine(date: Date): string {
  return `${cpus().length} cores, Node.js ${process.versions.node}, ${process.platform}, ${date.toISOString().slice(0, 10)}`;
}

function figure(value: number, { unit }: Row): string {
  if (unit === "s") return `${value.toFixed(3)} s`;
  return unit === "µs" ? `${Math.round(value)} µs` : `${Math.round(value)}/s`;
}

function targetOf({ target, unit }: Row): string {
  return target === undefined ? "" : `${unit === "requests/s" ? "≥" : "≤"} ${target}`;
}

function verdict(row: Row): string {
  const met = isMet(row);
  return met === undefined ? "" : met ? "yes" : "**no**";
}

interface Findings {
  machine: string;
  versions: Record<string, string>;
  commands: Row[];
  handout: ClassFigures;
  app: Row[];
  growth: Growth[];
  /** what costs what, as people found it */
  notes: string;
}

/** The whole of RESULTS.md. */
export function results({ machine, versions, commands, handout, app, growth, notes }: Findings): string {
  const others = Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(", ");
  return `# How fast it is

Written by \`npm run bench\` on ${machine}. Compared with ${others}.

Every figure is a median of runs that took turns with the other's; the ratio is the median of the pairs' own ratios. Read the
ratios: figures in seconds change from machine to machine.

## The command

Time from start to exit, ours divided by theirs. create-vite has no \`--version\`: its \`--help\` stands in.

${table(commands)}

## A class

CPU time of \`assignment handout\` without GitHub, with all processes of Git, and the size of the store: a blog with 14 open tasks,
and for each student a greeting and three files with example rows.

${classTable(handout)}

## The generated API

Requests per second by autocannon over 20 connections, and the server's CPU time for one request (µs, from /proc), ours divided by
theirs, each server alone under load, all on one PostgreSQL server. Ours is the default \`api\`, built and in production mode; its
limits of requests are raised, or it would soon answer 429. All send the same SQL and give the same answers. "Express by hand" has
the same middlewares (log, helmet, cors, a limit, zod), NestJS has its ValidationPipe, and the other two have only three handlers.

${table(app)}

## Growing lists

One request to our list after the other, median of five. Each list counts all rows that match.

${growthTable(growth)}

${notes}`;
}
