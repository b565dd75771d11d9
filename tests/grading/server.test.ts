// Grading server: what its program says in its first line, and what is reported if it says something else.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { environmentInside } from "../../src/grading/sandbox.ts";
import { probeServer, startServer, type Server } from "../../src/grading/server.ts";
import { messageOf } from "../support/canned.ts";
import { environmentForEach } from "../support/in-process.ts";
import { programs, temporary } from "../support/sandbox.ts";

environmentForEach(() => process.env);

const { signal: stop } = new AbortController();

/** Starts a program that prints a text, and then runs on. */
function startPrinting(text: string, then = "setInterval(() => {}, 1_000)") {
  const folder = temporary();
  const program = join(folder, "server.cjs");
  writeFileSync(program, `process.stdout.write(${JSON.stringify(text)}); ${then};`);
  return startServer({ program, folder, connections: 5, stop });
}

test("its roles and its socket are those of the first line, and it ends when it is stopped", async () => {
  const server = await startPrinting('{"server":{"port":1},"share":"/run/x","admins":["root",7]}\nmore\n');
  expect(server).toMatchObject({ access: { port: 1 }, share: "/run/x", admins: ["root", "7"] });
  await server.stop();
});

test.each([
  ['{"problem":"the disk is full","fix":"Delete something."}\n', "The grading server did not start: the disk is full. Delete something."],
  ['{"problem":7,"fix":7,"share":7,"admins":[]}\n', 'The grading server did not start: {"problem":7,"fix":7,"share":7,"admins":[]}. Mend that, and try again.'],
  ['{"share":"/run/x"}\n', 'The grading server did not start: {"share":"/run/x"}. Mend that, and try again.'],
])("%j is refused with the problem and the fix", async (text, says) => {
  expect(await messageOf(startPrinting(text))).toBe(says.trim());
});

test("a program that ends without a line is refused with its output", async () => {
  await expect(startPrinting("", 'console.error("no memory"); process.exitCode = 1')).rejects.toThrow("The grading server did not start: no memory.");
});

test("a server is told its folder and its connections, and its first line can come in pieces", async () => {
  const folder = temporary();
  const program = join(folder, "server.cjs");
  writeFileSync(program, `process.stdout.write('{"server":' + JSON.stringify(process.argv.slice(2))); setTimeout(() => process.stdout.write(',"share":"/run/x","admins":[]}\\n'), 20); setInterval(() => {}, 1_000);`);
  const server = await startServer({ program, folder, connections: 5, stop });
  expect([server.access, server.admins]).toEqual([[folder, "5"], []]);
  await server.stop();
});

test("a run that was stopped does not report what its server said", async () => {
  const folder = temporary();
  const program = join(folder, "server.cjs");
  writeFileSync(program, `console.log('{"problem":"It was stopped."}');`);
  expect(await messageOf(startServer({ program, folder, connections: 5, stop: AbortSignal.abort(new Error("Stopped.")) }))).toBe("Stopped.");
});

const sandbox = { app: "/app-of-ann", packages: new Map<string, string>(), node: "/bin/node", port: 3000, root: false };
const server: Server = { access: undefined, share: "/run/x", admins: ["root", "ann"], stop: () => Promise.resolve() };

/** Probes a server from a sandbox that is this script. */
function probed(script: string, by = stop): Promise<string> {
  process.env.PATH = programs({ bwrap: script });
  return messageOf(probeServer(sandbox, server, by));
}

test("a sandbox that lets nobody in holds, and is told every role that may do anything", async () => {
  const told = join(temporary(), "told");
  expect(await probed(`test -c /dev/stdin || echo "$@ $ADMINS $SOCKET $HOME" > ${told}`)).toBe("no error");
  expect(readFileSync(told, "utf8").endsWith(` sh node /app/probe.js root ann /run/server ${environmentInside.HOME}\n`)).toBe(true);
});

test("a sandbox that does not hold is a bug, and nothing is started", async () => {
  expect(await probed("echo root was let in; exit 1")).toBe('The sandbox does not hold, so nothing was started: "root was let in". Report this as a bug.');
  expect(await probed("exit 1", AbortSignal.abort(new Error("Stopped.")))).toBe("Stopped.");
});
