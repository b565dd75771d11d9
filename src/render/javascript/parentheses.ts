// Parentheses: finds those that only a cast needed, such as in `(server.address() as AddressInfo).port`.
import type { ParenthesizedExpression } from "@babel/types";
import { around, isCast, visitBelow, type Cast, type Node, type Range } from "./syntax.ts";

interface Place {
  parent: Node;
  /** the property of the parent that holds the expression */
  key: string;
}

/** The parentheses of a file that are needless without types. */
export function needlessParentheses(program: Node): Range[] {
  const found: Range[] = [];
  visitBelow(program, (node, parent, key) => {
    if (!isWrapper(parent)) found.push(...needlessAround(node, { parent, key }));
  });
  return found;
}

/** Descends through casts and parentheses, as in `((a as Row)!).id`. */
function needlessAround(outermost: Node, place: Place): Range[] {
  const found: Range[] = [];
  for (let [node, wasCast] = [outermost, false]; isWrapper(node); node = node.expression) {
    if (isCast(node)) wasCast = true;
    else if ((wasCast || holdsCast(node)) && standsAlone(withoutCasts(node), place)) {
      found.push(...around(node, node.expression));
    } else [place, wasCast] = [{ parent: node, key: "expression" }, false];
  }
  return found;
}

function isWrapper(node: Node): node is Cast | ParenthesizedExpression {
  return isCast(node) || node.type === "ParenthesizedExpression";
}

function holdsCast({ expression }: ParenthesizedExpression): boolean {
  return isCast(expression) || (expression.type === "ParenthesizedExpression" && holdsCast(expression));
}

function withoutCasts({ expression }: Cast | ParenthesizedExpression): Node {
  return isCast(expression) ? withoutCasts(expression) : expression;
}

/** Values, members and calls: nothing binds more tightly. */
const close = new Set<Node["type"]>([
  "Identifier", "ThisExpression", "MemberExpression", "CallExpression", "StringLiteral", "TemplateLiteral",
  "ArrayExpression", "ParenthesizedExpression",
]);

/** Positions that take any expression without a top-level comma. */
const wide = new Set([
  "VariableDeclarator.init", "AssignmentExpression.right", "AssignmentPattern.right", "ObjectProperty.value",
  "ClassProperty.value", "CallExpression.arguments", "OptionalCallExpression.arguments", "NewExpression.arguments",
  "ArrayExpression.elements", "SpreadElement.argument", "ReturnStatement.argument", "ThrowStatement.argument",
  "IfStatement.test", "ParenthesizedExpression.expression", "TemplateLiteral.expressions",
]);

function standsAlone(inner: Node, { parent, key }: Place): boolean {
  if (close.has(inner.type)) return !(parent.type === "NewExpression" && key === "callee");
  return inner.type !== "SequenceExpression" && wide.has(`${parent.type}.${key}`);
}
