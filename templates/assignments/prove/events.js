// Events: a reporter of node:test that prints one line of JSON for each check, one for each test outside of tasks, and a last one.
import process from "node:process";

/** A word in front of each line, so that no other output is taken for one. */
const mark = process.env.EVENTS_MARK ?? "";

// Its stdin ends with the process that started it, however that ends. The apps of checks are in its group.
if (process.env.EVENTS_TIED !== undefined) {
  const end = () => process.kill(process.platform === "win32" ? process.pid : -process.pid, "SIGKILL");
  process.stdin.on("end", end).on("error", end).resume().unref();
}

export default async function* events(all) {
  let task;
  let cancelled = [];
  for await (const { type, data } of all) {
    if (type === "test:start" && data.nesting === 0) task = data.name;
    if (type !== "test:pass" && type !== "test:fail") continue;
    const { error } = data.details;
    const reason = String(error?.cause?.message ?? error?.cause ?? error?.message ?? "").slice(0, 2_000);
    if (data.nesting === 0) {
      // If the app does not start, or a hook fails, Node.js cancels each check, and only their suite knows why.
      const why = { reason, blocked: true };
      yield* cancelled.map((line) => textOf(error?.failureType === "hookFailed" ? { ...line, ...why } : line));
      cancelled = [];
      if (data.details.type !== "suite") yield textOf({ ended: data.name });
      continue;
    }
    const nested = data.nesting > 1 || undefined;
    const passed = type === "test:pass";
    const line = { task, check: data.name, passed, reason, blocked: error?.cause?.blocked, nested };
    if (error?.failureType === "cancelledByParent") cancelled.push(line);
    else yield textOf(line);
  }
  yield textOf({ complete: true });
}

function textOf(line) {
  const text = `${mark}${JSON.stringify(line)}\n`;
  return mark === "" ? text : `\n${text}`;
}
