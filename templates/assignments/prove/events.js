// Events: a reporter of node:test that prints one line of JSON for each check.

export default async function* events(all) {
  let task;
  for await (const { type, data } of all) {
    if (type === "test:start" && data.nesting === 0) task = data.name;
    if (type !== "test:pass" && type !== "test:fail") continue;
    if (data.nesting === 0) continue;
    const { error } = data.details;
    const reason = String(error?.cause?.message ?? error?.cause ?? error?.message ?? "").slice(0, 2_000);
    yield `${JSON.stringify({ task, check: data.name, passed: type === "test:pass", reason })}\n`;
  }
}
