// Test build: builds the program once, before the tests that run it as a process.
import { execa } from "execa";

export default async function build(): Promise<void> {
  await execa("npm", ["run", "--silent", "build"], { cwd: new URL("../..", import.meta.url) });
}
