// Staging: writes a project into a hidden wrapper and moves it to its target in one step.
import { cpSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import type { Contents } from "../draft.ts";
import { codeOf } from "../user-error.ts";
import { diskError, withDiskErrors } from "./disk-error.ts";
import { inMovingOrder, move, occupied } from "./move.ts";
import { exists, fileIdOf, untouchedSince } from "./file-id.ts";
import { momentOf, writeNote, type Move, type Note } from "./note.ts";
import { removeEmptyFolders, undo } from "./sweep.ts";
import type { Target } from "./target.ts";
import { keptIn, makeWrapper, projectIn, removeWrapper, wrapperName } from "./wrapper.ts";

/** Error codes with which the systems refuse to rename onto an existing folder. */
const taken = ["EEXIST", "ENOTEMPTY", "EPERM", "EACCES", "ENOTDIR", "EISDIR"];

/** How many files are written in one turn of the event loop. */
const filesAtOnce = 16;

/** One staged project. Nothing is on disk before `open`, and nothing is at the target before `place`. */
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

  get project(): string {
    return projectIn(this.#wrapper);
  }

  /**
   * Creates the wrapper, and in it the folders of all files.
   * @throws UserError if the disk refuses
   */
  open(files: Contents): void {
    withDiskErrors(this.#target.path, () => {
      this.#parentsMade = makeFolders(dirname(this.#wrapper));
      this.#note = makeWrapper(this.#wrapper);
      this.#began = momentOf(this.#wrapper);
      const folders = [...files.keys()].map((path) => dirname(this.#inWrapper(path)));
      for (const folder of new Set(folders)) mkdirSync(folder, { recursive: true });
    });
  }

  /**
   * Writes all files into the wrapper. Between some it waits for a turn, in which Git's answers and Ctrl-C are heard.
   * @throws UserError if the disk refuses, and the reason of `stop`
   */
  async write(files: Contents, stop?: AbortSignal): Promise<void> {
    let count = 0;
    for (const [path, content] of files) {
      if (count % filesAtOnce === 0) await turn();
      stop?.throwIfAborted();
      withDiskErrors(this.#target.path, () => writeFileSync(this.#inWrapper(path), content, { flag: "wx" }));
      count += 1;
    }
  }

  /** Stages a copy of the target's repository, which takes the first commit and then replaces the original. */
  copyRepo(): void {
    withDiskErrors(this.#target.path, () =>
      cpSync(this.#at(".git"), join(this.project, ".git"), {
        recursive: true,
        verbatimSymlinks: true,
        preserveTimestamps: true,
      }),
    );
  }

  /**
   * Moves the staged project to its target and removes the wrapper.
   * @throws UserError if something was created there meanwhile; the target is then unchanged
   */
  place(): void {
    try {
      if (this.#target.exists) this.#moveIn();
      else move(this.project, this.#target.path);
    } catch (error) {
      throw taken.includes(codeOf(error) ?? "") ? occupied(this.#target.path) : diskError(this.#target.path, error);
    }
    this.#tidy();
  }

  remove(): void {
    if (exists(this.#wrapper)) undo(this.#wrapper, this.#note?.moves ?? []);
    removeEmptyFolders(dirname(this.#wrapper), this.#parentsMade);
    this.#parentsMade = 0;
  }

  /** The project is placed, so a wrapper that cannot be removed is left to the next run. */
  #tidy(): void {
    try {
      removeWrapper(this.#wrapper);
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
    }
  }

  /** An existing folder is never replaced by a rename: a shell in it would be left in a deleted folder. */
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

  /** An entry that is replaced must be unchanged since the staging began. */
  #moveOf(name: string): Move {
    const ours = fileIdOf(join(this.project, name));
    if (!this.#target.clone?.replaces.includes(name)) return { name, ours };
    if (!exists(this.#at(name)) || !untouchedSince(this.#at(name), this.#began)) throw occupied(this.#at(name));
    return { name, ours, theirs: fileIdOf(this.#at(name)) };
  }

  /** Paths of files are clean already, and `join` would take a tenth of the time of writing. */
  #inWrapper(path: string): string {
    return `${this.project}${sep}${sep === "/" ? path : path.replaceAll("/", sep)}`;
  }

  #at(name: string): string {
    return join(this.#target.path, name);
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function makeFolders(folder: string): number {
  const first = mkdirSync(folder, { recursive: true });
  return first === undefined ? 0 : relative(first, folder).split(sep).filter((piece) => piece !== "").length + 1;
}
