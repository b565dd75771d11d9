// Clean environment: that of a beginner's machine, with only what programs need to run and to reach a registry.
import { devNull } from "node:os";

const kept = /^(PATH|HOME|LANG|TMPDIR|SystemRoot|APPDATA|LOCALAPPDATA|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|(https?|no)_proxy)$/i;

/** The environment of child processes: without npm settings, CI and DATABASE_URL of this machine. */
export function beginnersEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => kept.test(entry[0]) && entry[1] !== undefined);
  // npm gets an empty file of settings, because those of this machine may hide or add warnings.
  return { ...Object.fromEntries(entries), NO_COLOR: "1", npm_config_userconfig: devNull, ...more };
}
