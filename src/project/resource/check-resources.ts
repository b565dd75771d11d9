// Resource checks: whether all resources fit together, and the order in which their tables can be created.
import { nearest } from "../../nearest.ts";
import { UserError } from "../../user-error.ts";
import type { DatabaseKind, Stack } from "../../catalog/kinds.ts";
import { userRef, type Resource } from "./resource.ts";
import { checkKeepers } from "./hidden-keepers.ts";
import { refusedFields, refusedNames } from "./reserved-names.ts";

const mostResources = 20;

/** Names that resources cannot have. */
export interface Taken {
  /** names that the stack's own code uses */
  names?: string[];
  /** words that the database refuses as a table name */
  tables?: string[];
  columns?: string[];
}

/** The reserved names of a stack and a database. */
export function takenBy(stack: Stack | undefined, database: DatabaseKind | undefined): Taken {
  return { names: stack?.reserved, tables: database?.reserved, columns: database?.systemColumns };
}

/**
 * Checks resources against each other and against reserved names.
 * @returns the resources in the order in which their tables can be created
 * @throws UserError for a clash, a reserved name, an unknown reference, a circle of required references, or a private
 * row that keeps the rows of other users
 */
export function checkResources(resources: Resource[], taken: Taken = {}): Resource[] {
  if (resources.length > mostResources)
    throw new UserError(
      `${resources.length} resources are more than the ${mostResources} that one project can have.`,
      "Leave some out.",
    );
  for (const resource of resources) {
    checkNames(resource, taken);
    checkFields(resource, taken);
  }
  checkClashes(resources);
  for (const resource of resources) checkReferences(resource, resources);
  checkKeepers(resources);
  return inOrder(resources);
}

function checkNames({ singular, plural }: Resource, { names = [], tables = [] }: Taken): void {
  const owners = new Map(refusedNames);
  for (const name of names) owners.set(name, "the app's own code");
  for (const word of [singular.camel, plural.camel]) {
    const by = owners.get(word) ?? (word === plural.camel && tables.includes(plural.snake) ? "SQL" : undefined);
    if (by !== undefined)
      throw new UserError(
        `The name "${word}" already belongs to ${by}.`,
        `Use two words, such as ${singular.kebab}-entry.`,
      );
  }
}

function checkFields({ singular, fields }: Resource, { columns = [] }: Taken): void {
  const seen = new Set<string>();
  for (const { name, type } of fields) {
    const key = type === "ref" ? `${name.camel}Id` : name.camel;
    const by =
      refusedFields.get(key) ??
      refusedFields.get(name.camel) ??
      (columns.includes(name.snake) ? "the database" : undefined);
    if (by !== undefined)
      throw new UserError(
        `The field "${name.camel}" of "${singular.kebab}" already belongs to ${by}.`,
        `Choose another name, such as ${name.camel}Value.`,
      );
    if (seen.has(key.toLowerCase()))
      throw new UserError(`"${singular.kebab}" has two fields called "${key}".`, "Leave one out, or rename it.");
    seen.add(key.toLowerCase());
  }
}

function checkClashes(resources: Resource[]): void {
  const owners = new Map<string, string>();
  for (const { singular, plural } of resources) {
    for (const word of [singular.camel, plural.camel].map((name) => name.toLowerCase())) {
      const other = owners.get(word);
      if (other !== undefined)
        throw new UserError(
          `The resources "${other}" and "${singular.kebab}" both need the name "${word}".`,
          "Rename one of them.",
        );
      owners.set(word, singular.kebab);
    }
  }
}

function checkReferences({ singular, fields }: Resource, all: Resource[]): void {
  const known = [...all.map((other) => other.singular.kebab), userRef];
  for (const field of fields.filter(({ ref }) => ref !== undefined)) {
    const spelled = `"${field.name.camel}:ref(${field.ref})" in "${singular.kebab}"`;
    if (!known.includes(field.ref ?? "")) {
      throw new UserError(
        `${spelled} points to a resource that does not exist.`,
        `${nearest(field.ref ?? "", known)} Or add a resource ${field.ref}.`,
      );
    }
    if (field.own && all.some((other) => other.singular.kebab === field.ref && other.access === "admin")) {
      throw new UserError(`${spelled} says own, but only admins have such rows.`, "Leave out own.");
    }
    if (field.ref === singular.kebab && !field.optional) {
      throw new UserError(
        `${spelled} points to itself, so the first row could never be created.`,
        "Make it optional: add a ? at its end.",
      );
    }
  }
}

/** Puts the target of a reference first. In a circle of optional references the order of the request decides. */
function inOrder(resources: Resource[]): Resource[] {
  const placed: Resource[] = [];
  const waiting = [...resources];
  while (waiting.length > 0) {
    const next =
      waiting.find((one) => isReady(one, placed, () => true)) ??
      waiting.find((one) => isReady(one, placed, (optional) => !optional));
    if (next === undefined) {
      const circle = waiting.map(({ singular }) => `"${singular.kebab}"`).join(", ");
      throw new UserError(
        `The required references of ${circle} form a circle, so no first row could be created.`,
        "Make one of them optional: add a ? at its end.",
      );
    }
    placed.push(next);
    waiting.splice(waiting.indexOf(next), 1);
  }
  return placed;
}

function isReady({ singular, fields }: Resource, placed: Resource[], counts: (optional: boolean) => boolean): boolean {
  return fields
    .filter(({ ref, optional }) => ref !== undefined && ref !== userRef && ref !== singular.kebab && counts(optional))
    .every(({ ref }) => placed.some((other) => other.singular.kebab === ref));
}
