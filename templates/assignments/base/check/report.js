// Report: prints each task as done, failed, blocked or open, and the points, on the terminal and on GitHub.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import process from "node:process";
import { URL } from "node:url";

const asked = process.argv.slice(2);
const { tasks } = JSON.parse(readFileSync(new URL("tasks.json", import.meta.url), "utf8"));
const marks = { done: "✔", failed: "✘", blocked: "◌", open: "○" };

/** A reporter of node:test: takes its events, and gives text. */
export default async function* report(events) {
  const { results, broken } = await resultsOf(events);
  for (const reason of broken) yield `Your app did not start, so nothing was checked:\n${indent(reason, "  ")}\n\n`;
  const checked = tasks
    .filter(({ id }) => results.has(id))
    .map((task) => ({ ...task, ...results.get(task.id) }));
  const done = new Set(checked.filter(({ failures }) => failures.length === 0).map(({ id }) => id));
  const rows = checked.map((task) => ({ ...task, state: stateOf(task, done), got: pointsOf(task) }));
  for (const row of rows) yield linesOf(row);
  const sum = (values) => Math.round(values.reduce((total, value) => total + value, 0) * 10) / 10;
  const points = pointsOutOf(sum(rows.map(({ got }) => got)), sum(rows.map((row) => row.points)));
  yield `\n${points}. ASSIGNMENT.md says what each task asks for, and has two hints for each.\n`;
  const open = rows.find(({ state }) => state === "open");
  if (open !== undefined && asked.length === 0)
    yield `To see why a task is open, add its name to the command, such as ${open.id}.\n`;
  summarize(rows, points);
}

/** The checks of each task that passed, and the failures with their reasons. */
async function resultsOf(events) {
  const results = new Map();
  const broken = [];
  let suite;
  for await (const { type, data } of events) {
    if (type === "test:start" && data.nesting === 0) suite = data.name;
    if (type !== "test:pass" && type !== "test:fail") continue;
    if (data.details.type === "suite" || data.nesting === 0) {
      if (type === "test:fail" && (!results.has(data.name) || isUnstarted(data))) broken.push(reasonOf(data));
      if (type === "test:fail") explain(results.get(data.name)?.failures ?? [], data);
      continue;
    }
    if (!results.has(suite)) results.set(suite, { passed: 0, failures: [] });
    if (type === "test:pass") results.get(suite).passed += 1;
    else results.get(suite).failures.push(failureOf(data));
  }
  return { results, broken: [...new Set(broken)] };
}

function failureOf(data) {
  const { failureType, cause } = data.details.error;
  const [cancelled, blocked] = [failureType === "cancelledByParent", cause?.blocked === true];
  return { name: data.name, reason: reasonOf(data), cancelled, blocked };
}

/** If the app does not start, or a hook fails, Node.js cancels each check, and only their suite knows why. */
function explain(failures, suite) {
  if (suite.details.error.failureType !== "hookFailed") return;
  const why = { reason: reasonOf(suite), blocked: true, unstarted: isUnstarted(suite) };
  for (const failure of failures.filter(({ cancelled }) => cancelled)) Object.assign(failure, why);
}

function isUnstarted({ details }) {
  return details.error.cause?.started === false;
}

function reasonOf({ details: { error } }) {
  return (error.cause?.message ?? error.cause ?? error.message ?? String(error)).toString().trim();
}

/** A failure says nothing about a task while one that it needs is not done, or if its checks could not begin. */
function stateOf({ needs, starter, passed, failures }, done) {
  if (failures.length === 0) return "done";
  if (needs.some((need) => tasks.some((task) => task.id === need) && !done.has(need))) return "blocked";
  const byStep = failures.every(({ blocked }) => blocked);
  const untouched =
    starter.length > 0 ? starter.some(({ file, line }) => hasLine(file, line)) : passed === 0 && !byStep;
  if (untouched) return "open";
  return byStep ? "blocked" : "failed";
}

/** Whether a line of the starter is still in its file. */
function hasLine(file, line) {
  const path = new URL(`../${file}`, import.meta.url);
  return (
    existsSync(path) &&
    readFileSync(path, "utf8")
      .split("\n")
      .some((each) => each.trim() === line)
  );
}

/** Each check of a task is worth the same. */
function pointsOf({ points, passed, failures }) {
  return (points * passed) / (passed + failures.length);
}

function pointsOutOf(got, most) {
  return `${got} of ${most} ${most === 1 ? "point" : "points"}`;
}

function linesOf({ id, title, state, points, got, needs, files, starter, failures }) {
  const byStep = failures.length > 0 && failures.every(({ blocked }) => blocked);
  const unstarted = failures.some((failure) => failure.unstarted); // The first line says why, once.
  const shown = state === "blocked" && !byStep ? `blocked until ${needs.join(", ")} is done` : state;
  const first = `${marks[state]} ${id}: ${title} (${shown}, ${pointsOutOf(Math.round(got * 10) / 10, points)})\n`;
  // A line of the starter can stay in an attempt that fails.
  if (state === "open" && starter.length > 0 && !asked.includes(id)) return `${first}    ${files.join(", ")}\n`;
  if (state === "done" || unstarted || (state === "blocked" && !byStep)) return first;
  return first + failures.map(({ name, reason }) => `    ✘ ${name}\n${indent(reason, "      ")}\n`).join("");
}

/** The same as a table in the summary of a run on GitHub. */
function summarize(rows, points) {
  if (process.env.GITHUB_STEP_SUMMARY === undefined) return;
  const table = rows.map(
    ({ id, title, state, points: all, got }) =>
      `| ${marks[state]} ${state} | ${id} | ${title} | ${Math.round(got * 10) / 10} of ${all} |`,
  );
  const text = [
    "| State | Task | | Points |",
    "| --- | --- | --- | --- |",
    ...table,
    "",
    `**${points}**`,
    "",
  ].join("\n");
  appendFileSync(process.env.GITHUB_STEP_SUMMARY, text);
}

/** At most 12 lines. */
function indent(text, space) {
  return text
    .split("\n")
    .slice(0, 12)
    .map((line) => (space + line).trimEnd())
    .join("\n");
}
