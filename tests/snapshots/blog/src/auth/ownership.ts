// Reading is public; changing a row is for the one who made it.
import { Problem } from "../problem.ts";

/** The row, or 404 when there is none. */
export function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Problem(404, "There is nothing with this id.");
  return row;
}

/** Stops with 404 when there is no such row, and with 403 when it is somebody else's. */
export function mustOwn(user: { id: number }, row: { ownerId: number } | undefined): void {
  if (found(row).ownerId !== user.id) throw new Problem(403, "This belongs to somebody else.");
}
