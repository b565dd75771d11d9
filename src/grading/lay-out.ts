// Layout of a submission: its files in the workplace, with places for the packages, and the modules that check it.
import { join } from "node:path";
import { shown } from "../shown.ts";
import { codeOf } from "../user-error.ts";
import type { Setup } from "./job.ts";
import type { Files } from "./unpack.ts";
import { Refused } from "./wanted.ts";

/** What a system says about a name that it cannot give to a file, such as "a/b" where "a" is a file too. */
const impossible = new Set(["EEXIST", "EISDIR", "ENOTDIR", "ENAMETOOLONG", "EINVAL", "EILSEQ"]);

type Place = Pick<Setup, "workplace" | "grader" | "isolated">;

/**
 * Writes the files of a submission.
 * @param folder its folder in the workplace
 * @throws Refused for names that cannot all be names of files
 */
export function layOut(folder: string, files: Files, { workplace, grader, isolated }: Place): void {
  for (const [path, content] of files)
    placed(path, () => workplace.write(join(folder, "app", path), content));
  for (const [name, to] of grader.packages) {
    for (const project of ["app", "copies"]) {
      const place = join(folder, project, name);
      placed(name, () => (isolated ? workplace.makeFolder(place) : workplace.link(place, to))); // To mount it there.
    }
  }
}

/** Writes the modules that check a submission into its folder in `checks`, with the file that tells them about it. */
export function layOutChecks(folder: string, job: object, { workplace, grader }: Place): void {
  const to = join("grader/checks", folder);
  for (const [path, text] of grader.checks) workplace.write(join(to, path), text);
  workplace.write(join(to, "job.json"), JSON.stringify(job), "secret");
}

function placed(path: string, place: () => void): void {
  try {
    place();
  } catch (error) {
    const code = codeOf(error) ?? "";
    if (!impossible.has(code)) throw error;
    const problem = `Your submission holds ${shown(path, 80)}, which cannot be a file here (${code}).`;
    throw new Refused(problem, { unreadable: true });
  }
}
