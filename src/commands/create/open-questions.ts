// Open questions: without a terminal nothing is asked, and the missing flags are named instead.
import type { Catalog, Idea } from "../../catalog/catalog.ts";
import type { CreateRequest } from "../../cli/request.ts";
import { fixForNpm, flagsPerhapsLostToNpm } from "../../cli/npm-flags.ts";
import { UserError, exitCodes } from "../../user-error.ts";

interface Known {
  asked: CreateRequest;
  catalog: Catalog;
  idea: Idea;
  author: string | undefined;
}

/** @throws UserError that lists the missing flags */
export function refuseOpenQuestions({ asked, catalog, idea, author }: Known): void {
  const open = [
    asked.directory === undefined && "the folder",
    asked.idea === undefined && asked.resources === undefined && catalog.ideas.size > 1 && "--idea",
    asked.resources === undefined && idea.namesResources && "--resource",
    author === undefined && "--author",
    asked.install === undefined && !asked.dryRun && "--install or --no-install",
  ].filter((each) => each !== false);
  if (open.length > 0) throw new UserError(problem(asked, open), fix(), exitCodes.usage);
}

function problem({ json }: CreateRequest, open: string[]): string {
  const why = json ? "With --json nothing is asked" : "There is no terminal for questions";
  return `${why}, and ${new Intl.ListFormat("en-GB").format(open)} ${open.length === 1 ? "is" : "are"} missing.`;
}

function fix(): string {
  const lost = flagsPerhapsLostToNpm(process.env);
  return lost.length > 0 ? fixForNpm(lost) : "Add --yes to take the defaults.";
}
