// Turn tests: hashing passwords must not slow down anything else.
import { setImmediate as soon } from "node:timers/promises";
import { expect, test } from "vitest";
import { inTurn } from "../src/auth/turns.ts";

test("Two requests hash at once, and addresses take turns", async () => {
  const begun: string[] = [];
  let running = 0;
  const work = (name: string) => inTurn(name.slice(0, 1), async () => {
    begun.push(name);
    running += 1;
    expect(running).toBeLessThanOrEqual(2);
    await soon();
    running -= 1;
  });
  await Promise.all(["a1", "a2", "a3", "a4", "a5", "b1"].map(work));
  expect(begun).toEqual(["a1", "a2", "a3", "b1", "a4", "a5"]);
});

test("A full queue is a 503, and later requests get their turn again", async () => {
  const work = async () => {
    await soon();
    throw new Error("A failure ends a turn too.");
  };
  const answers = await Promise.allSettled(Array.from({ length: 100 }, () => inTurn("a", work)));
  const failures = answers.filter((answer) => answer.status === "rejected");
  const refused = failures.filter(({ reason }) => (reason as { status?: number }).status === 503);
  expect(refused).toHaveLength(38);
  expect(await inTurn("a", () => soon("done"))).toBe("done");
});
