// Port check: whether the app's port is free, and which process uses it if not.
import { createServer } from "node:net";
import { shown } from "../shown.ts";
import { portTaken, type Fix } from "../system/fixes.ts";
import { fine, note, type Check, type Finding } from "./check.ts";
import { holderOf } from "./port-holder.ts";

export const portCheck: Check = {
  id: "port", title: "The port", limit: 10_000,
  look: async ({ settings, stack }, signal) => {
    const port = Number(settings.PORT ?? new URL(stack.address).port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return note(noPort(settings.PORT));
    return outcome(port, await listenOn(port), signal);
  },
};

function noPort(value = ""): Fix {
  return {
    problem: `PORT is ${shown(value)}, which is not a port number`,
    advice: "Set it to one from 1024 to 65535, such as 3000.",
    commands: [],
  };
}

async function outcome(port: number, refused: string | undefined, signal: AbortSignal): Promise<Finding> {
  if (refused === undefined) return fine(`Port ${port} is free`);
  if (refused !== "EADDRINUSE") {
    return note({
      problem: `Port ${port} cannot be used (${refused})`,
      advice: "Set another PORT in .env, such as 3000.",
      commands: [],
    });
  }
  const holder = await holderOf(port, signal);
  const fix = portTaken({ port, pid: holder?.pid });
  return note(
    holder === undefined ? fix : { ...fix, problem: `${fix.problem} by ${holder.name ?? "process"} (${holder.pid})` },
  );
}

function listenOn(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", ({ code }: NodeJS.ErrnoException) => resolve(code ?? "refused"));
    server.listen({ port, host: "127.0.0.1" }, () => server.close(() => resolve(undefined)));
  });
}
