// Imports: which imported and exported names are types, and what remains of a list without them.
import type { ExportNamedDeclaration, ImportDeclaration } from "@babel/types";
import { isType, rangeOf, visitBelow, type Node, type Range } from "./syntax.ts";

/** The names that code refers to, without property names and names used only in types and imports. */
export function namesUsedIn(program: Node): Set<string> {
  const used = new Set<string>();
  visitBelow(program, (node, parent, key) => {
    if (node.type === "Identifier" && !isPropertyName(parent, key)) used.add(node.name);
    return !isType(node) && node.type !== "ImportDeclaration";
  });
  return used;
}

function isPropertyName(parent: Node, key: string): boolean {
  return (key === "property" || key === "key") && !("computed" in parent && parent.computed === true);
}

/** Whether an imported or exported name is a type, or is used only as a type. */
export function isTypeName(specifier: Node, used: Set<string>): boolean {
  if (specifier.type === "ExportSpecifier") return specifier.exportKind === "type";
  if (specifier.type === "ImportSpecifier" && specifier.importKind === "type") return true;
  return isImported(specifier) && !used.has(specifier.local.name);
}

function isImported(specifier: Node): specifier is ImportDeclaration["specifiers"][number] {
  return specifier.type.startsWith("Import") && "local" in specifier;
}

/** The types in a list of names that contains others too. */
export function typesInList(
  list: ImportDeclaration | ExportNamedDeclaration,
  used: Set<string>,
  source: string,
): Range[] {
  const { specifiers } = list;
  const isOut = (specifier: Node) => isTypeName(specifier, used);
  if (specifiers.every(isOut)) return [];
  const named = specifiers.filter(({ type }) => type === "ImportSpecifier" || type === "ExportSpecifier");
  const [first] = specifiers;
  if (first?.type !== "ImportDefaultSpecifier" || specifiers.length === 1) return itemsOut(named, isOut);
  const { start, end } = rangeOf(first);
  // `import x, { type Y } from "x"`, and the reverse.
  if (specifiers.slice(1).every(isOut))
    return [{ start: end, end: source.indexOf(" from", rangeOf(specifiers.at(-1) ?? first).end) }];
  const alone = isOut(first) ? [{ start, end: end + source.slice(end).search(/[{*]/) }] : [];
  return [...alone, ...itemsOut(named, isOut)];
}

function itemsOut(items: Node[], isOut: (item: Node) => boolean): Range[] {
  const lastKept = items.findLastIndex((item) => !isOut(item));
  return items.flatMap((item, at) => {
    if (!isOut(item)) return [];
    const [kept, next] = [items[lastKept], items[at + 1]];
    if (at < lastKept && next) return [{ start: rangeOf(item).start, end: rangeOf(next).start }];
    return kept ? [{ start: rangeOf(kept).end, end: rangeOf(item).end }] : [];
  });
}
