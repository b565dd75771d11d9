// Terminal pane: tmux runs our bin in a window of a given size, types into it and reads its screen.
import { execa } from "execa";
import { onTestFinished } from "vitest";
import { has } from "./needs.ts";
import { bin, cleanEnvironment } from "./sandbox.ts";

/** Whether tmux is there. */
export const hasTmux: boolean = has("The tests in a terminal", "tmux", "ps");

let opened = 0;

export interface Pane {
  /** Waits until the screen shows a text, so many times, and returns the screen. */
  shows(text: string, times?: number): Promise<string>;
  /** How often the screen shows a text now. */
  countOf(text: string): Promise<number>;
  /** Whether anything on the screen is coloured or bold. */
  coloured(): Promise<boolean>;
  /** Types letters. */
  type(text: string): Promise<void>;
  /** Presses keys by tmux's names: "Enter", "C-c", "Up". */
  press(...keys: string[]): Promise<void>;
  /** The process id of our bin. */
  pid(): Promise<number>;
  /** Closes the terminal, like closing its window. */
  close(): Promise<void>;
  /** Waits for the end, and returns the exit code with the last screen. */
  ends(): Promise<{ exitCode: number; screen: string }>;
}

/** Runs our bin, or any other program of Node.js, in a window. */
export async function openPane({ program = bin, args = [], cwd, env = cleanEnvironment(), width = 80 }: { program?: string; args?: string[]; cwd: string; env?: NodeJS.ProcessEnv; width?: number }): Promise<Pane> {
  opened += 1;
  const server = ["-L", `backend-starter-${process.pid}-${opened}`, "-f", "/dev/null"];
  const tmux = (...words: string[]) => execa("tmux", [...server, ...words], { reject: false });
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value ?? ""}`);
  const script = 'trap : INT; "$@"; printf "\\nexit code: %s\\n" "$?"; exec sleep 600';
  const window = ["-x", String(width), "-y", "50", "-c", cwd];
  await tmux("new-session", "-d", ...window, "env", "-i", ...variables, "sh", "-c", script, "sh", process.execPath, program, ...args);
  onTestFinished(async () => void (await tmux("kill-server")));

  const screen = async (...flags: string[]) => (await tmux("capture-pane", "-p", ...flags)).stdout;
  const count = (text: string, shown: string) => shown.split(text).length - 1;
  async function shows(text: string, times = 1): Promise<string> {
    const end = Date.now() + 15_000;
    for (;;) {
      const shown = await screen();
      if (count(text, shown) >= times) return shown;
      if (Date.now() > end) throw new Error(`The screen never showed ${JSON.stringify(text)}:\n${shown}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return {
    shows,
    countOf: async (text) => count(text, await screen()),
    coloured: async () => (await screen("-e")).includes("\u001b["),
    type: async (text) => void (await tmux("send-keys", "-l", text)),
    press: async (...keys) => void (await tmux("send-keys", ...keys)),
    pid: async () => {
      const shell = (await tmux("display-message", "-p", "#{pane_pid}")).stdout;
      return Number((await execa("ps", ["-o", "pid=", "--ppid", shell])).stdout);
    },
    close: async () => void (await tmux("kill-server")),
    ends: async () => {
      const shown = await shows("exit code: ");
      return { exitCode: Number(/exit code: (\d+)/.exec(shown)?.[1]), screen: shown };
    },
  };
}
