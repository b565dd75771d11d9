// The environment of a beginner's machine: nothing set but what programs need to run and to reach a registry.
import { devNull } from "node:os";

const kept = /^(PATH|HOME|LANG|TMPDIR|SystemRoot|APPDATA|LOCALAPPDATA|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|(https?|no)_proxy)$/i;

/** What children of the tests are started with: no npm settings, no CI, no DATABASE_URL of this machine. */
export function beginnersEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => kept.test(entry[0]) && entry[1] !== undefined);
  // npm's settings of this machine may hide warnings or add some: it gets an empty file.
  return { ...Object.fromEntries(entries), NO_COLOR: "1", npm_config_userconfig: devNull, ...more };
}
