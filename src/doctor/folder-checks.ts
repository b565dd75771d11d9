// Folder checks: whether the current folder is writable, and how much disk space is free.
import { statfsSync } from "node:fs";
import { refusalOf } from "../system/refusals.ts";
import { refusedToWrite } from "../disk/trial.ts";
import { fine, failed, type Check, type Finding } from "./check.ts";

const mega = 1_000_000;

export const folderCheck: Check = {
  id: "folder", title: "This folder", limit: 5_000,
  look: ({ folder }) => {
    const code = refusedToWrite(folder);
    if (code === undefined) return fine("This folder is writable");
    const { problem, advice } = refusalOf(code);
    return failed({ problem: `Cannot write in this folder: ${problem} (${code})`, advice, commands: [] });
  },
};

export const spaceCheck: Check = {
  id: "space", title: "The disk", limit: 5_000,
  look: ({ folder, stack }) => {
    const { bavail, bsize } = statfsSync(folder);
    return space((bavail * bsize) / mega, stack.megabytes);
  },
};

export function space(free: number, needed: number): Finding {
  const shown = free < 1000 ? `${Math.floor(free)} MB` : `${Math.floor(free / 1000)} GB`;
  if (free >= needed) return fine(`${shown} of disk space is free`);
  const { advice } = refusalOf("ENOSPC");
  return failed({
    problem: `Only ${shown} of disk space is free, and a project with its packages takes ${needed} MB`,
    advice,
    commands: [],
  });
}
