// Memory: what a running app takes.
import { execa } from "execa";

/** The memory in MB of the largest process of a group, which is the app: npm and the watcher are smaller. */
export async function memoryOf(group: number): Promise<number> {
  const { stdout } = await execa("ps", ["-eo", "pgid=,rss="]);
  const sizes = stdout.split("\n").map((line) => line.trim().split(/ +/).map(Number)).filter(([pgid]) => pgid === group);
  return Math.max(...sizes.map(([, kilobytes = 0]) => kilobytes)) / 1e3;
}
