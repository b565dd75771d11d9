// Which options a repo has: those that are on by default, with what was asked for and without what was refused.
import { UserError } from "../user-error.ts";
import type { Option } from "../catalog/kinds.ts";
import { shown } from "../shown.ts";
import { nearest } from "../nearest.ts";

interface Wishes {
  with?: string[];
  without?: string[];
}

/**
 * The ids of the options, in the order of the catalog.
 *
 * @throws UserError for an option that does not exist, or that is wanted and refused at once
 */
export function chosenOptions({ with: wanted = [], without: refused = [] }: Wishes, options: Map<string, Option>): string[] {
  for (const id of [...wanted, ...refused]) {
    if (!options.has(id)) throw new UserError(`There is no option ${shown(id)}.`, nearest(id, options.keys()));
    if (wanted.includes(id) && refused.includes(id)) throw new UserError(`The option ${id} is asked for and refused at once.`, "Name it once.");
  }
  return [...options.values()].filter((option) => wanted.includes(option.id) || (option.default && !refused.includes(option.id))).map(({ id }) => id);
}
