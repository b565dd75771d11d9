#!/usr/bin/env node
// Entry point: gives the program its process. Only this file ends it.
import { main } from "./main.ts";

void main({
  args: process.argv.slice(2),
  env: process.env,
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: () => process.cwd(),
  onSignal: (signal, act) => void process.on(signal, act),
  exit: (code) => process.exit(code),
});
