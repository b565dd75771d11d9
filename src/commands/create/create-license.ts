// Licence of a project: that of the LICENSE in its folder, else the requested one.
import type { Catalog } from "../../catalog/catalog.ts";
import type { Target } from "../../disk/target.ts";
import { UserError } from "../../user-error.ts";

/**
 * The licence of a project: that of the LICENSE in its folder, else the requested one.
 * @throws UserError if the two differ, or if README and package.json cannot name the licence
 */
export function licenseFor({ clone }: Target, asked: string | undefined, { licenses }: Catalog): string | undefined {
  const text = clone?.license;
  if (text === undefined) return asked;
  const found = licenses.find((id) => new RegExp(`^\\s*(the )?${id.split("-")[0]} license\\b`, "i").test(text));
  if (found === undefined)
    throw new UserError(
      "The LICENSE in the folder is not a known licence, so README and package.json could not name it.",
      "Create the project in a new folder, and copy the LICENSE into it.",
    );
  if (asked === undefined || asked === found) return found;
  throw new UserError(
    `The folder already has a LICENSE (${found}), and --license asks for ${asked}.`,
    "Leave out --license, or remove the file and commit that.",
  );
}
