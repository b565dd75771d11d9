// Programs that doctor asks: netstat, lsof and the driver of a project, in place of which there are programs that answer like them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { databaseCheck } from "../../src/doctor/database-check.ts";
import { holderOf } from "../../src/doctor/port-holder.ts";
import type { Surroundings } from "../../src/doctor/surroundings.ts";
import { shippedTemplates } from "../../src/ourselves.ts";
import { environmentForEach } from "../support/in-process.ts";
import { programs, temporary } from "../support/sandbox.ts";

environmentForEach(() => process.env);

const { signal } = new AbortController();
const settings = { DATABASE_URL: "postgres://x" };
const stack = { id: "express", probe: ["probe-of-ann", "probe.cjs"] };
const takes = (script: string) => `PATH=/usr/bin:/bin; ${script}`;

/** What the check of the database finds with a program of this script in place of the driver. */
function found(script: string, folder = temporary()): unknown {
  process.env.PATH = programs({ "probe-of-ann": takes(script) });
  return databaseCheck.look({ folder, settings, stack, database: { id: "postgres" }, repo: true } as unknown as Surroundings, signal);
}

test("on Windows, netstat is asked", async () => {
  const told = join(temporary(), "told");
  process.env.PATH = programs({ netstat: `echo "$@" > ${told}; echo '  TCP  127.0.0.1:3000  0.0.0.0:0  LISTENING  13'` });
  expect(await holderOf(3000, signal, "win32")).toEqual({ pid: 13 });
  expect(await holderOf(300, signal, "win32")).toBeUndefined();
  expect(readFileSync(told, "utf8")).toBe("-ano -p TCP\n");
});

test("on macOS, lsof is asked", async () => {
  const told = join(temporary(), "told");
  process.env.PATH = programs({ lsof: `echo "$@" > ${told}; echo p47; echo cnode` });
  expect(await holderOf(3000, signal, "darwin")).toEqual({ pid: 47, name: "node" });
  expect(readFileSync(told, "utf8")).toBe("-nP -iTCP:3000 -sTCP:LISTEN -Fpc\n");
});

test("the probe of the stack and the database runs in the project, and its last line is the finding", async () => {
  const [folder, told] = [temporary(), join(temporary(), "told")];
  expect(await found(`{ cat; echo "$@ $DATABASE_URL $PWD"; } > ${told}; echo noise; echo '{"status":"fine","says":"It answers"}'`, folder)).toEqual({ status: "fine", says: "It answers" });
  const script = readFileSync(join(shippedTemplates, "stacks/express/databases/postgres/probe.cjs"), "utf8");
  expect(readFileSync(told, "utf8")).toBe(`${script}- postgres://x ${folder}\n`);
});

test.each([["echo one; echo Error: no", "Error: no"], ["echo 7", "7"], ["echo '[1]'", "[1]"], ["exit 1", ""]])("a driver that ends with %j has failed", async (script, line) => {
  expect(await found(`cat > /dev/null; ${script}`)).toEqual({
    status: "missing", problem: `The database at DATABASE_URL cannot be used: the project's driver failed: ${line}`, advice: "Install the packages again.", commands: [],
  });
});
