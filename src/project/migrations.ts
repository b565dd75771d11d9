// Migrations: the file that created each table or column, and the numbers of those that no operation has shipped yet.
import type { Resource } from "./resource/resource.ts";

/** A migration of an operation. Once shipped it never changes, not even its name. */
export interface Migration {
  file: string;
  /** The resource whose table it creates or changes (kebab-case singular); undefined for a table of the stack. */
  resource?: string;
  /** The field whose column it adds (camelCase); undefined if it creates the table. */
  field?: string;
}

/** The number at the start of the file name: "0003". */
export function numberOf({ file }: Migration): string {
  return /^\d+/.exec(file)?.[0] ?? "";
}

/**
 * The number of the migration that creates each resource's table, by kebab-case singular name. A shipped migration
 * keeps its number, whatever the order of tables would be today; new ones follow after all shipped ones.
 */
export function tableNumbers(resources: Resource[], shipped: Migration[], first: number): Map<string, string> {
  const numbers = new Map(
    shipped.flatMap((one) =>
      one.resource !== undefined && one.field === undefined ? [[one.resource, numberOf(one)]] : [],
    ),
  );
  let next = Math.max(first, ...shipped.map((one) => Number(numberOf(one)) + 1));
  for (const { singular } of resources)
    if (!numbers.has(singular.kebab)) numbers.set(singular.kebab, String(next++).padStart(4, "0"));
  return numbers;
}

/** Resources in the order in which their tables were created, then those without a table in their own order. */
export function inTableOrder(resources: Resource[], shipped: Migration[]): Resource[] {
  const places = tableNumbers([], shipped, 0);
  const place = ({ singular }: Resource) => places.get(singular.kebab) ?? "9999";
  return resources.toSorted((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}
