// Who we are: the one place that every printed name of ours comes from, so that a rename is one line of package.json.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

interface PackageJson {
  name: string;
  version: string;
  bin: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as PackageJson;

/** What our command is called, as one types it. */
export const ourCommand: string = Object.keys(manifest.bin)[0] ?? manifest.name;

/** What we are called. */
export const ourName: string = manifest.name;

/** The version that is running. */
export const ourVersion: string = manifest.version;

/** Where our templates lie: beside the folder of this code, as it is written and as it is published. */
export const shippedTemplates: string = fileURLToPath(new URL("../templates", import.meta.url));
