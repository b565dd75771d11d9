// Relations: what templates see of the references at a resource, and of what a deletion does to them.
import { deletionOf, userRef, type Deletion, type Field, type Resource } from "../../project/resource/resource.ts";

/** A reference, seen from the row that it points to. */
export interface Pointer {
  /** the resource whose rows point here, in words: "reviews" */
  many: string;
  /** the reference in words: "book" */
  role: string;
  /** what deleting this row does to them */
  deletes: boolean;
  refuses: boolean;
}

export interface FieldRelation {
  /** whether deleting the target clears the reference, or is refused; otherwise it deletes the row */
  clears: boolean;
  restricts: boolean;
  /** whether it points to an account */
  toUser: boolean;
}

/** What one field needs to know as a reference; all false for other fields. */
export function fieldRelation(field: Field): FieldRelation {
  const is = (deletion: Deletion) => field.ref !== undefined && deletionOf(field) === deletion;
  return { clears: is("clear"), restricts: is("restrict"), toUser: field.ref === userRef };
}

/** The references that point to a resource, in the order of the resources. */
export function pointersTo({ singular }: Resource, resources: Resource[]): Pointer[] {
  return resources.flatMap(({ plural, fields }) =>
    fields
      .filter(({ ref }) => ref === singular.kebab)
      .map((field) => ({
        many: plural.words,
        role: field.name.words,
        deletes: deletionOf(field) === "cascade",
        refuses: deletionOf(field) === "restrict",
      })),
  );
}

/** What a test's support file takes from that of the users, as a list in code. */
export function usersNeeded({ pointedAt, toUsers }: { pointedAt: boolean; toUsers: boolean }): string {
  return [pointedAt ? "newcomer" : "", toUsers ? "register" : ""].filter((name) => name !== "").join(", ");
}
