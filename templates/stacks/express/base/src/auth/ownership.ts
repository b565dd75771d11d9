// Ownership: only the owner can change a row.
import { Problem } from "../problem.ts";

/** The row, or a 404 if there is none. */
export function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Problem(404, "No row has this id.");
  return row;
}
// {{#if uses.mustOwn}}

/** Throws a 404 if there is no such row, and a 403 if it belongs to someone else. */
export function mustOwn(user: { id: number }, row: { ownerId: number } | undefined): void {
  // task ownership
  if (found(row).ownerId !== user.id) throw new Problem(403, "This belongs to another user.");
  // starter
  // found(row);
  // end ownership
}
// {{/if}}
// {{#if uses.own}}

type Find = (id: number, ownerId: number) => Promise<{ ownerId: number } | undefined>;

/**
 * Throws a 422 unless the row that a field names belongs to this user. The answer is the same for a row that does
 * not exist, so it tells nobody what others have.
 */
export async function mustNameOwn(user: { id: number }, field: string, id: number | null | undefined, find: Find) {
  if (typeof id !== "number") return;
  const row = await find(id, user.id);
  if (row?.ownerId === user.id) return;
  const message = "No row of yours has this id.";
  throw new Problem(422, message, { field });
}
// {{/if}}
