// Who we are: the one place that every printed name of ours comes from, so that a rename is one line of package.json.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

interface PackageJson {
  name: string;
  version: string;
  bin: Record<string, string>;
  engines: { node: string };
}

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as PackageJson;

/** What our command is called, as one types it. */
export const ourCommand: string = Object.keys(manifest.bin)[0] ?? manifest.name;

/** What looks for the cause of a failure, as one types it after an `npm create`. */
export const ourDoctor: string = `npx ${ourCommand} doctor`;

/** What puts a repo on GitHub, as one types it in its folder. */
export const ourPublish: string = `npx ${ourCommand} publish`;

/** What we are called. */
export const ourName: string = manifest.name;

/** What one gives to `npm create`, which puts a "create-" before it. */
export const ourStarter: string = manifest.name.replace(/(?<=^|\/)create-/, "");

/** The version that is running. */
export const ourVersion: string = manifest.version;

/** The oldest Node.js that we and what we make run on: "20.19". */
export const nodeNeeded: string = manifest.engines.node.replace(/^>=/, "");

/** Where our templates lie: beside the folder of this code, as it is written and as it is published. */
export const shippedTemplates: string = fileURLToPath(new URL("../templates", import.meta.url));
