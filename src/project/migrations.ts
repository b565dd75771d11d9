// Migrations: which file brought which table or column, and the numbers of those that no operation has shipped yet.
import type { Resource } from "./resource/resource.ts";

/** One migration that an operation brought. Once shipped it never changes, its name included. */
export interface Migration {
  /** Its file name: "0003_create_authors.sql". */
  file: string;
  /** The resource whose table it makes or changes, by its kebab-case singular name; none for a table of the stack's own. */
  resource?: string;
  /** The field whose column it adds, by its camelCase name; none where it makes the table. */
  field?: string;
}

/** The number that a migration's file name begins with: "0003". */
export function numberOf({ file }: Migration): string {
  return /^\d+/.exec(file)?.[0] ?? "";
}

/**
 * The number of the migration that makes each resource's table, by the resource's kebab-case singular name. A shipped one keeps
 * its number, whatever order the tables would be made in today; new ones follow behind all that were shipped.
 *
 * @param first the number of the first migration that can be a resource's
 */
export function tableNumbers(resources: Resource[], shipped: Migration[], first: number): Map<string, string> {
  const numbers = new Map(shipped.flatMap((one) => (one.resource !== undefined && one.field === undefined ? [[one.resource, numberOf(one)]] : [])));
  let next = Math.max(first, ...shipped.map((one) => Number(numberOf(one)) + 1));
  for (const { singular } of resources) if (!numbers.has(singular.kebab)) numbers.set(singular.kebab, String(next++).padStart(4, "0"));
  return numbers;
}

/** Resources in the order in which their tables were made, and behind them those without a table in the order that they had. */
export function inTableOrder(resources: Resource[], shipped: Migration[]): Resource[] {
  const places = tableNumbers([], shipped, 0);
  const place = ({ singular }: Resource) => places.get(singular.kebab) ?? "9999";
  return resources.toSorted((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}
