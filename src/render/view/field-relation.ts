// Field relation: what templates see of one field as a reference.
import { deletionOf, userRef, type Deletion, type Field } from "../../project/resource/resource.ts";

export interface FieldRelation {
  /** whether deleting the target clears the reference, or is refused; otherwise it deletes the row */
  clears: boolean;
  restricts: boolean;
  toUser: boolean;
  own: boolean;
  /** whether only its owner can read the row that it points to */
  toPrivate: boolean;
}

/** What one field needs to know as a reference; all false for other fields. */
export function fieldRelation(field: Field, own: boolean, toPrivate: boolean): FieldRelation {
  const is = (deletion: Deletion) => field.ref !== undefined && deletionOf(field) === deletion;
  return { clears: is("clear"), restricts: is("restrict"), toUser: field.ref === userRef, own, toPrivate };
}
