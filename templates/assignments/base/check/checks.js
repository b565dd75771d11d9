// Checks: the checks of one task, from its files.
import { existsSync } from "node:fs";
import { test } from "node:test";
import { URL } from "node:url";

/** A function that declares the checks of a task, in a suite. It is given what they use, such as `http`. */
export async function checksOf(id) {
  // The second folder exists only where an instructor grades.
  const files = ["tasks", "held-back"]
    .map((folder) => new URL(`${folder}/${id}.js`, import.meta.url))
    .filter((file) => existsSync(file));
  const modules = await Promise.all(files.map((file) => import(file).catch(unreadable)));
  const inOtherWays = modules.map((module) => module.inOtherWays).find(Boolean);
  return (context) => modules.forEach(({ default: checks }) => checks(withOtherWays(context, inOtherWays)));
}

/** Held-back checks can write the copies in other ways, which a test that knows the code by sight does not know. */
function withOtherWays(context, inOtherWays) {
  if (inOtherWays === undefined) return context;
  const testCopies = (test, changes) => context.testCopies(test, inOtherWays(changes));
  return Object.create(context, { testCopies: { value: testCopies } });
}

/** In place of checks that cannot be imported: one check that fails with the reason. */
function unreadable(error) {
  return {
    default: () =>
      test("the file with the checks can be read", () => {
        throw error;
      }),
  };
}
