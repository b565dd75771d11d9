// Relations: the references of a resource, and the effect of deletions on them, for templates.
import { deletionOf, type Resource } from "../../project/resource/resource.ts";
import type { FieldView } from "./field-view.ts";
import { distinct, type Target } from "./reference-target.ts";

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

export interface RelationView {
  refs: FieldView[];
  /** the resources that a complete row references */
  needs: Target[];
  /** references that a complete row sets: deleting their target deletes this row, or clears them */
  settable: FieldView[];
  /** references that a complete row sets and that keep their target from being deleted */
  restricting: FieldView[];
  /** the references to this resource, and whether any row can keep one from being deleted */
  pointers: Pointer[];
  restrictable: boolean;
}

export function relationView(resource: Resource, resources: Resource[], fields: FieldView[]): RelationView {
  const refs = fields.filter(({ ref }) => ref !== undefined);
  const pointing = refs.filter(({ toUser, sample }) => !toUser && sample !== "null");
  const pointers = pointersTo(resource, resources);
  return {
    refs,
    needs: distinct(pointing.flatMap(({ target }) => target ?? [])),
    settable: pointing.filter(({ restricts }) => !restricts),
    restricting: pointing.filter(({ restricts }) => restricts),
    pointers,
    restrictable: canBeKept(resource, resources),
  };
}

/** Whether another row can keep a row: one that points to it, or to a row that would be deleted with it. */
function canBeKept(resource: Resource, resources: Resource[], seen: Resource[] = []): boolean {
  if (seen.includes(resource)) return false;
  const pointing = resources.flatMap((other) =>
    other.fields
      .filter(({ ref }) => ref === resource.singular.kebab)
      .map((field) => ({ other, how: deletionOf(field) })),
  );
  return pointing.some(
    ({ other, how }) => how === "restrict" || (how === "cascade" && canBeKept(other, resources, [...seen, resource])),
  );
}

function pointersTo({ singular }: Resource, resources: Resource[]): Pointer[] {
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
