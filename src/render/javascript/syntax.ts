// Syntax: the tree of a TypeScript file, and functions that walk through it.
import { parse } from "@babel/parser";
import type { File, Node } from "@babel/types";

export type { Node };

/** A part of the source text: from the first character to the one after the last. */
export interface Range {
  start: number;
  end: number;
}

/**
 * Parses TypeScript without JSX. Parentheses are nodes.
 * @throws SyntaxError with line and column
 */
export function parsed(source: string): File {
  const options = { attachComment: false, createParenthesizedExpressions: true };
  return parse(source, { ...options, sourceType: "module", plugins: ["typescript"] });
}

/** The position of a node. The parser sets both ends on every node. */
export function rangeOf({ start, end }: Pick<Node, "start" | "end">): Range {
  return { start: start ?? 0, end: end ?? 0 };
}

/** Called with a node, its parent and the property that holds it. Returning `false` skips its children. */
export type Visit = (node: Node, parent: Node, key: string) => boolean | void;

/** Visits all descendants of a node, in source order. */
export function visitBelow(parent: Node, visit: Visit): void {
  for (const key of Object.keys(parent)) {
    const value = (parent as unknown as Record<string, unknown>)[key];
    if (!Array.isArray(value)) visitNode(value, parent, key, visit);
    else for (const child of value as unknown[]) visitNode(child, parent, key, visit);
  }
}

function visitNode(child: unknown, parent: Node, key: string, visit: Visit): void {
  if (isNode(child) && visit(child, parent, key) !== false) visitBelow(child, visit);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

const casts = [
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSTypeAssertion",
  "TSNonNullExpression",
  "TSInstantiationExpression",
] as const;

/** An expression with a type added: `x as T`, `x satisfies T`, `<T>x`, `x!` and `f<T>`. */
export type Cast = Extract<Node, { type: (typeof casts)[number] }>;

export function isCast(node: Node): node is Cast {
  return (casts as readonly string[]).includes(node.type);
}

/** Whether a node is a type, or declares one. */
export function isType(node: Node): boolean {
  return node.type.startsWith("TS") && !isCast(node);
}

/** The parts of a node on both sides of one of its children. */
export function around(node: Node, child: Node): Range[] {
  return [
    { start: rangeOf(node).start, end: rangeOf(child).start },
    { start: rangeOf(child).end, end: rangeOf(node).end },
  ];
}
