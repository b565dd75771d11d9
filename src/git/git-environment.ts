// Git environment: the user's variables, without those that tie Git to the repository of a hook that runs us.

/** Git variables that describe the user and the location of settings. All others are removed. */
const kept = [
  /^GIT_(AUTHOR_|COMMITTER_|CONFIG_|SSL_|TRACE)/i,
  /^GIT_(CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|TEMPLATE_DIR|EXEC_PATH|ASKPASS|SSH|SSH_COMMAND)$/i,
];

/** The environment for Git, without GIT_DIR, GIT_INDEX_FILE and similar. */
export function gitEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => {
      const [name, value] = entry;
      return value !== undefined && (!/^GIT_/i.test(name) || kept.some((pattern) => pattern.test(name)));
    }),
  );
}

export type Setting = [key: string, value: string];

/** Adds settings in the variables that Git reads from version 2.31 on. */
export function withSettings(env: Record<string, string>, settings: Setting[]): Record<string, string> {
  const before = Number(env.GIT_CONFIG_COUNT ?? 0) || 0;
  const added = settings.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${before + at}`, key],
    [`GIT_CONFIG_VALUE_${before + at}`, value],
  ]);
  return {
    ...env,
    ...(Object.fromEntries(added) as Record<string, string>),
    GIT_CONFIG_COUNT: String(before + settings.length),
  };
}
