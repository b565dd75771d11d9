// The environment of a beginner's machine: nothing set but what programs need to run and to reach a registry.
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const kept = /^(PATH|HOME|LANG|TMPDIR|SystemRoot|APPDATA|LOCALAPPDATA|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|(https?|no)_proxy)$/i;

/** What children of the tests are started with: no npm settings, no CI, no DATABASE_URL of this machine. */
export function beginnersEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => kept.test(entry[0]) && entry[1] !== undefined);
  return { ...Object.fromEntries(entries), NO_COLOR: "1", npm_config_userconfig: emptyUserConfig(), ...more };
}

/** npm's settings of this machine may hide warnings or add some. */
function emptyUserConfig(): string {
  const folder = join(tmpdir(), `backend-starter-npmrc-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "empty"), "");
  return join(folder, "empty");
}
