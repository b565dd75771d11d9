// The environment that Git gets: the user's own, without what ties a Git hook that may be running us to its repo.

/** Variables of Git's own that say who the user is and where settings lie. All others are left behind. */
const kept = /^GIT_(AUTHOR_|COMMITTER_|CONFIG_|CEILING_DIRECTORIES$|DISCOVERY_ACROSS_FILESYSTEM$|TEMPLATE_DIR$|EXEC_PATH$|ASKPASS$|SSH$|SSH_COMMAND$|SSL_|TRACE)/i;

/** The environment for a Git of our own. GIT_DIR, GIT_INDEX_FILE and their like are not in it. */
export function gitEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => {
      const [name, value] = entry;
      return value !== undefined && (!/^GIT_/i.test(name) || kept.test(name));
    }),
  );
}

/** A key of Git's settings, and its value. */
export type Setting = [key: string, value: string];

/** The same environment with more settings, in the variables that Git reads from version 2.31 on. */
export function withSettings(env: Record<string, string>, settings: Setting[]): Record<string, string> {
  const before = Number(env.GIT_CONFIG_COUNT ?? 0) || 0;
  const added = settings.flatMap(([key, value], at) => [[`GIT_CONFIG_KEY_${before + at}`, key], [`GIT_CONFIG_VALUE_${before + at}`, value]]);
  return { ...env, ...(Object.fromEntries(added) as Record<string, string>), GIT_CONFIG_COUNT: String(before + settings.length) };
}

/**
 * simple-git refuses what an attacker could pass in by the environment. Here the environment is the user's own, and Git
 * run by hand would obey it too: an EDITOR or PAGER that is set, or settings by GIT_CONFIG_COUNT, must not end a run.
 */
export const trusted = {
  allowAbbreviatedOptions: true,
  allowUnsafeAlias: true,
  allowUnsafeAskPass: true,
  allowUnsafeCommandBinaries: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeDiffTextConv: true,
  allowUnsafeEditor: true,
  allowUnsafeExec: true,
  allowUnsafeFilter: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeHooksPath: true,
  allowUnsafeInclude: true,
  allowUnsafeMergeDriver: true,
  allowUnsafePack: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeSubmodule: true,
  allowUnsafeTemplateDir: true,
  allowUnsafeUrlRewrite: true,
};
