// Hidden keepers: refuses a `:restrict` whose 409 would tell a user about a private row of somebody else.
import { UserError } from "../../user-error.ts";
import { deletionOf, pointsToOwn, userRef, type Field, type Resource } from "./resource.ts";

interface Link {
  from: Resource;
  field: Field;
}

/**
 * A private row may keep rows of its owner, and rows of admins: nobody else can try to delete those.
 * @throws UserError for a reference by which a private row would keep a row that another user can try to delete
 */
export function checkKeepers(resources: Resource[]): void {
  for (const from of resources.filter(({ access }) => access === "private")) {
    for (const field of from.fields.filter((each) => deletionOf(each) === "restrict")) {
      const foreign = foreignLink({ from, field }, resources);
      if (foreign !== undefined) throw refusal({ from, field }, foreign);
    }
  }
}

/** The reference by which somebody else's deletion would meet this one: itself, or one that cascades to its target. */
function foreignLink(link: Link, resources: Resource[], seen: Resource[] = []): Link | undefined {
  const target = resources.find(({ singular }) => singular.kebab === link.field.ref);
  if (target === undefined || seen.includes(target)) return undefined;
  if (!pointsToOwn(link.field, resources) && target.access !== "admin") return link;
  for (const field of target.fields.filter((each) => each.ref !== userRef && deletionOf(each) === "cascade")) {
    const found = foreignLink({ from: target, field }, resources, [...seen, target]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function refusal(keeper: Link, foreign: Link): UserError {
  const name = keeper.from.singular.kebab;
  return new UserError(
    `${spelled(keeper)} would tell users who cannot delete their "${foreign.field.ref}" about a private "${name}".`,
    `Write cascade, write clear and a ? at its end, add own to ${spelled(foreign)}, or name readers: ${name}:members.`,
  );
}

function spelled({ from, field }: Link): string {
  return `"${field.name.camel}:ref(${field.ref})" in "${from.singular.kebab}"`;
}
