// Relations: the references of a resource, and the effect of deletions on them, for templates.
import { deletionOf, userRef, type Deletion, type Field, type Resource } from "../../project/resource/resource.ts";

/** A reference from the point of view of its target. */
export interface Pointer {
  /** the resource whose rows point here: "reviews" */
  many: string;
  /** the reference in words: "book" */
  role: string;
  /** the effect of deleting this row on them */
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

/** The properties of a field as a reference; all false for other fields. */
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

/** The imports of a test's support file from that of the users, as a list in code. */
export function usersNeeded({ pointedAt, toUsers }: { pointedAt: boolean; toUsers: boolean }): string {
  return [pointedAt ? "newcomer" : "", toUsers ? "register" : ""].filter((name) => name !== "").join(", ");
}
