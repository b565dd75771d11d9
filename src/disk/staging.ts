// Whole or nothing: a project is written into a hidden wrapper and appears at its target in one step.
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import type { Draft } from "../draft.ts";
import { codeOf } from "../user-error.ts";
import { diskError, withDiskErrors } from "./disk-error.ts";
import { inMovingOrder, move, occupied } from "./move.ts";
import { exists, fileIdOf, untouchedSince } from "./file-id.ts";
import { momentOf, writeNote, type Move, type Note } from "./note.ts";
import { removeEmptyFolders, undo } from "./sweep.ts";
import type { Target } from "./target.ts";
import { keptIn, makeWrapper, projectIn, removeWrapper, wrapperName } from "./wrapper.ts";

/** Error codes by which the systems say that a folder cannot take another's place. */
const taken = ["EEXIST", "ENOTEMPTY", "EPERM", "EACCES", "ENOTDIR", "EISDIR"];

/** One staged project. Nothing is on disk until `write`, nothing is at the target until `place`. */
export class Staging {
  readonly #target: Target;
  readonly #wrapper: string;
  #parentsMade = 0;
  #note?: Note;
  #began = 0n;

  constructor(target: Target) {
    this.#target = target;
    this.#wrapper = target.exists
      ? join(target.path, wrapperName(""))
      : join(dirname(target.path), wrapperName(basename(target.path)));
  }

  /** The folder in which the project is whole before it is placed. */
  get project(): string {
    return projectIn(this.#wrapper);
  }

  /**
   * Writes all files into the wrapper.
   *
   * @param stop looked at between files
   * @throws UserError when the disk refuses
   */
  write(draft: Draft, stop?: AbortSignal): void {
    withDiskErrors(this.#target.path, () => {
      this.#parentsMade = makeFolders(dirname(this.#wrapper));
      this.#note = makeWrapper(this.#wrapper);
      this.#began = momentOf(this.#wrapper);
      const files = [...draft].map(([path, text]) => ({ file: join(this.project, ...path.split("/")), text }));
      for (const folder of new Set(files.map(({ file }) => dirname(file)))) mkdirSync(folder, { recursive: true });
      for (const { file, text } of files) {
        stop?.throwIfAborted();
        writeFileSync(file, text, { flag: "wx" });
      }
    });
  }

  /** Stages a copy of the target's own repo, which takes the first commit and its place. */
  copyRepo(): void {
    withDiskErrors(this.#target.path, () => cpSync(this.#at(".git"), join(this.project, ".git"), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true }));
  }

  /**
   * Brings the staged project to its target and removes the wrapper.
   *
   * @throws UserError when something has appeared there meanwhile; the target is then as it was
   */
  place(): void {
    try {
      rmSync(join(this.project, ".git", "index.lock"), { force: true }); // Of a Git that died: the next one would refuse to work.
      if (this.#target.exists) this.#moveIn();
      else move(this.project, this.#target.path);
    } catch (error) {
      throw taken.includes(codeOf(error) ?? "") ? occupied(this.#target.path) : diskError(this.#target.path, error);
    }
    this.#tidy();
  }

  /** Leaves nothing: neither the wrapper nor the folders that were made for it. */
  remove(): void {
    if (exists(this.#wrapper)) undo(this.#wrapper, this.#note?.moves ?? []);
    removeEmptyFolders(dirname(this.#wrapper), this.#parentsMade);
    this.#parentsMade = 0;
  }

  /** The project is placed by now: a wrapper that resists is the next run's to sweep. */
  #tidy(): void {
    try {
      removeWrapper(this.#wrapper);
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
    }
  }

  /** An existing folder is never renamed over: a shell that stands in it would be left in a deleted folder. */
  #moveIn(): void {
    if (this.#note === undefined) throw new Error("Nothing is staged.");
    const moves = inMovingOrder(this.project).map((name) => this.#moveOf(name));
    this.#note = { ...this.#note, moves };
    mkdirSync(keptIn(this.#wrapper));
    writeNote(this.#wrapper, this.#note);
    for (const { name, theirs } of moves) {
      if (theirs !== undefined) renameSync(this.#at(name), join(keptIn(this.#wrapper), name));
      move(join(this.project, name), this.#at(name));
    }
  }

  /** What is replaced must be as it was when the staging began. */
  #moveOf(name: string): Move {
    const ours = fileIdOf(join(this.project, name));
    if (!this.#target.clone?.replaces.includes(name)) return { name, ours };
    if (!exists(this.#at(name)) || !untouchedSince(this.#at(name), this.#began)) throw occupied(this.#at(name));
    return { name, ours, theirs: fileIdOf(this.#at(name)) };
  }

  #at(name: string): string {
    return join(this.#target.path, name);
  }
}

/** Makes a folder and those above it; says how many were made. */
function makeFolders(folder: string): number {
  const first = mkdirSync(folder, { recursive: true });
  return first === undefined ? 0 : relative(first, folder).split(sep).filter((piece) => piece !== "").length + 1;
}
