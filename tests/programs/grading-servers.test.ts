// Grading servers: how one is started and probed from a sandbox, with programs that answer like those of a system.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { environmentInside } from "../../src/grading/sandbox.ts";
import { probeServer, startServer, type Server } from "../../src/grading/server.ts";
import { withSetup } from "../../src/grading/setup.ts";
import { isAlive } from "../../src/system/process.ts";
import { messageOf } from "../support/canned.ts";
import { orderFor, write } from "../support/grading-order.ts";
import { environmentForEach } from "../support/in-process.ts";
import { programs, temporary } from "../support/sandbox.ts";

environmentForEach(() => ({ ...process.env, TMPDIR: temporary() }));

const { signal: stop } = new AbortController();

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

const program = `process.stdout.write(JSON.stringify({ server: process.argv.slice(2), share: "/run/x", admins: ["root", "ann"] }) + "\\n"); setInterval(() => {}, 1000);`;

test.runIf(process.platform === "linux")("a server takes the connections of all submissions, and a sandbox is tried twice: alone, and with the server", async () => {
  const [told, asRoot] = ["told", "as-root"].map((name) => join(temporary(), name)) as [string, string];
  process.env.PATH = `${programs({ bwrap: `test "$1" = --version || echo "$@ $ADMINS $SOCKET" >> ${told}`, socat: "exit 0", prlimit: "exit 0", taskset: "exit 0", setpriv: `test "$1" = --version || touch ${asRoot}; while test "$1" != --; do test "$1" = --version && exit; shift; done; shift; exec "$@"` })}:/usr/bin:/bin`;
  const folder = write(temporary(), { "server.js": program });
  const found = await withSetup({ ...orderFor({ server: folder }), isolated: true, atOnce: 3 }, (setup) => {
    expect(setup.server?.access).toEqual([join(setup.workplace.folder, "server"), "76"]);
    return Promise.resolve(setup);
  });
  expect([found.isolated, found.server?.share]).toEqual([true, "/run/x"]);
  const [alone = "", with_ = "", ...more] = readFileSync(told, "utf8").split(/(?<=\n)(?=--unshare-all)/);
  expect(more).toEqual([]);
  const [where] = / --ro-bind (\S+)\/probe\/app \/app /.exec(alone)?.slice(1) ?? [];
  expect([where, existsSync(asRoot)]).toEqual([found.workplace.folder, process.getuid?.() === 0]);
  expect(alone).toMatch(/sh node --version {2}\n$/);
  expect(with_).toMatch(/--ro-bind \/run\/x \/run\/server .*sh node \/app\/probe\.js root ann \/run\/server\n$/s);
});

test("without sandboxes a server is not probed, and it has ended when the work is done", async () => {
  process.env.PATH = temporary();
  const folder = write(temporary(), { "server.js": program.replace("process.argv.slice(2)", "process.pid") });
  const pid = await withSetup(orderFor({ server: folder }), (setup) => Promise.resolve(Number(setup.server?.access)));
  expect([pid > 0, isAlive(pid)]).toEqual([true, false]);
});
