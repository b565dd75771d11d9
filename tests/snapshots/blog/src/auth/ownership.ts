// Ownership: only the owner can change a row.
import { Problem } from "../problem.ts";

/** The row, or a 404 if there is none. */
export function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Problem(404, "No row has this id.");
  return row;
}

/** Throws a 404 if there is no such row, and a 403 if it belongs to someone else. */
export function mustOwn(user: { id: number }, row: { ownerId: number } | undefined): void {
  if (found(row).ownerId !== user.id) throw new Problem(403, "This belongs to another user.");
}
