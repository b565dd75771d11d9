// Annotations: the parts of a statement that exist only in TypeScript, such as `: string`, `as Row` or `private`.
import type { Class, Function as FunctionNode } from "@babel/types";
import { typesInList } from "./imports.ts";
import { around, isCast, isType, rangeOf, visitBelow, type Node, type Range } from "./syntax.ts";

export interface Context {
  source: string;
  /** statements and members that are removed as a whole and not searched */
  gone: Set<Node>;
  /** the names that code refers to: see namesUsedIn() */
  used: Set<string>;
}

/** Every annotation of a file. Ranges may overlap. */
export function annotationsIn(program: Node, context: Context): Range[] {
  const found: Range[] = [];
  visitBelow(program, (node) => {
    if (context.gone.has(node)) return false;
    found.push(...(isType(node) ? [rangeOf(node)] : annotationsOf(node, context)));
    return !isType(node);
  });
  return found;
}

function annotationsOf(node: Node, { source, used }: Context): Range[] {
  if (isCast(node)) return around(node, node.expression);
  switch (node.type) {
    case "Identifier":
      // The node of a name ends after its type: `name?: string`.
      return [{ start: rangeOf(node).start + node.name.length, end: rangeOf(node).end }];
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
      return typesInList(node, used, source);
    case "ClassDeclaration":
    case "ClassExpression":
      return [...modifiers(rangeOf(node).start, rangeOf(node.body).start, source), ...implementsClause(node)];
    case "ClassProperty":
    case "ClassPrivateProperty":
      return aroundName(node, node.key, source);
    case "ClassMethod":
    case "ClassPrivateMethod":
      return [...aroundName(node, node.key, source), ...thisParameter(node)];
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ObjectMethod":
      return thisParameter(node);
    default:
      return [];
  }
}

/** The TypeScript words before a class or a member, each with the space after it. */
function modifiers(start: number, end: number, source: string): Range[] {
  const words = source.slice(start, end).matchAll(/\b(public|private|protected|readonly|override|abstract)\s+/g);
  return [...words].map(({ 0: word, index }) => ({ start: start + index, end: start + index + word.length }));
}

/** The modifiers before the name of a member, and the mark after it: `private name?`, `name!`. */
function aroundName(member: Node, name: Node, source: string): Range[] {
  const { start, end } = rangeOf(name);
  const [found = ""] = /^\]?[?!]/.exec(source.slice(end)) ?? [];
  const mark = { start: end + Math.max(found.length - 1, 0), end: end + found.length };
  return [...modifiers(rangeOf(member).start, start, source), mark];
}

/** ` implements Row, Named`, with the space before it. */
function implementsClause(node: Class): Range[] {
  const last = node.implements?.at(-1);
  if (!last) return [];
  const before = node.superTypeParameters ?? node.superClass ?? node.typeParameters ?? node.id;
  return [{ start: before ? rangeOf(before).end : rangeOf(node).start + "class".length, end: rangeOf(last).end }];
}

/** `this: Row` only declares the type of `this`. */
function thisParameter({ params: [first, second] }: FunctionNode): Range[] {
  if (first?.type !== "Identifier" || first.name !== "this") return [];
  return [{ start: rangeOf(first).start, end: second ? rangeOf(second).start : rangeOf(first).end }];
}
