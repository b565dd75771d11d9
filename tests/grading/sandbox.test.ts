// Sandbox: what student code sees of the network and of the machine's names.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { environmentInside, etcInside, sandboxed } from "../../src/grading/sandbox.ts";
import { run } from "../../src/system/run.ts";
import { has } from "../support/needs.ts";
import { temporary } from "../support/sandbox.ts";

test.skipIf(!has("The tests of grading", "bwrap", "socat"))("a sandbox knows the name localhost, and no other", async () => {
  const folder = temporary();
  for (const name of ["app", "etc"]) mkdirSync(join(folder, name));
  for (const [name, text] of Object.entries(etcInside)) writeFileSync(join(folder, "etc", name), text);
  writeFileSync(
    join(folder, "app/look.mjs"),
    `import { lookup } from "node:dns/promises";
import { readdirSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
const server = createServer((socket) => socket.end(server.address().address));
await new Promise((resolve) => server.listen(0, "localhost", resolve));
const text = await new Promise((resolve, reject) => connect(server.address().port, "localhost").on("data", (data) => resolve(String(data))).on("error", reject));
const addresses = (await lookup("localhost", { all: true })).map(({ address }) => address).sort();
const other = await lookup("example.com").catch(({ code }) => code);
const written = (() => { try { return writeFileSync("/etc/hosts", ""); } catch ({ code }) { return code; } })();
console.log(JSON.stringify({ text, addresses, other, written, etc: readdirSync("/etc").sort() }));
process.exit();
`,
  );
  const sandbox = { app: join(folder, "app"), etc: join(folder, "etc"), packages: new Map<string, string>(), node: process.execPath, port: 1, root: false };
  const { stdout, output } = await run([...sandboxed(sandbox), "node", "look.mjs"], { env: environmentInside, tied: true, limit: 20_000 });
  expect(stdout, output).not.toBe("");
  const addresses = expect.arrayContaining(["127.0.0.1"]) as string[];
  expect(JSON.parse(stdout)).toEqual({ text: "127.0.0.1", addresses, other: expect.stringMatching(/^(EAI_AGAIN|ENOTFOUND)$/) as string, written: "EROFS", etc: ["gai.conf", "hosts", "ld.so.cache", "nsswitch.conf"] });
});
