// The install of a generated repo's dependencies: the only step that fetches anything.

export type InstallOutcome = { status: "skipped" | "done" | "stopped" } | { status: "failed"; problem: string };

/** What would make an install leave something out, or only pretend. It comes from the shell or from an npm that runs us. */
const leftBehind = ["NODE_ENV", "npm_config_dry_run", "npm_config_production", "npm_config_omit", "npm_config_package_lock_only"];

/**
 * Runs a stack's install command in a folder.
 *
 * @param command no shell sees it: spaces part its words
 * @param stop ends it, as Ctrl-C does
 */
export async function install(folder: string, command: string, stop: AbortSignal): Promise<InstallOutcome> {
  const [program = "", ...args] = command.split(" ");
  const left = Object.fromEntries(leftBehind.map((name) => [name, undefined]));
  const { execa } = await import("execa"); // Most runs install nothing, and start sooner without it.
  if (stop.aborted) return { status: "stopped" };
  const { failed, all, shortMessage } = await execa(program, args, {
    cwd: folder, env: left, all: true, stdin: "ignore", reject: false, cancelSignal: stop,
  });
  if (stop.aborted) return { status: "stopped" };
  return failed ? { status: "failed", problem: lastLines(all) || (shortMessage ?? "") } : { status: "done" };
}

function lastLines(output: string | undefined): string {
  return (output ?? "").trim().split("\n").slice(-15).join("\n");
}
