// Options: the defaults of the stack, plus requested options, minus refused ones.
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
 * @throws UserError for an unknown option, and for one that is both requested and refused
 */
export function chosenOptions(
  { with: wanted = [], without: refused = [] }: Wishes,
  options: Map<string, Option>,
): string[] {
  for (const id of [...wanted, ...refused]) {
    if (!options.has(id)) throw new UserError(`There is no option ${shown(id)}.`, nearest(id, options.keys()));
    if (wanted.includes(id) && refused.includes(id))
      throw new UserError(`The option ${id} is both requested and refused.`, "Name it once.");
  }
  return [...options.values()]
    .filter((option) => wanted.includes(option.id) || (option.default && !refused.includes(option.id)))
    .map(({ id }) => id);
}
