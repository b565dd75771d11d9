// Ownership: only the owner can change a row.
import { Problem } from "../problem.js";

/** The row, or a 404 if there is none. */
export function found(row) {
  if (row === undefined) throw new Problem(404, "No row has this id.");
  return row;
}

/** Throws a 404 if there is no such row, and a 403 if it belongs to someone else. */
export function mustOwn(user, row) {
  if (found(row).ownerId !== user.id) throw new Problem(403, "This belongs to another user.");
}
