// Declarations: the statements and class members that exist only in TypeScript and are removed as a whole.
import type { ClassBody } from "@babel/types";
import { isTypeName } from "./imports.ts";
import { visitBelow, type Node } from "./syntax.ts";

const typesOnly = new Set<Node["type"]>([
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
  "TSDeclareFunction",
  "TSDeclareMethod",
  "TSIndexSignature",
]);

/** Nodes for which a compiler generates code. `erasableSyntaxOnly` refuses most of them in the templates. */
const compiled = new Set<Node["type"]>([
  "TSEnumDeclaration",
  "TSModuleDeclaration",
  "TSParameterProperty",
  "TSImportEqualsDeclaration",
  "TSExportAssignment",
  "Decorator",
]);

/**
 * The statements and class members of a file that are removed.
 * @param used the names that code refers to: see namesUsedIn()
 * @throws Error for what only a compiler can translate, such as an enum
 */
export function declarationsIn(program: Node, used: Set<string>): Set<Node> {
  const gone = new Set<Node>();
  visitBelow(program, (node) => {
    if (vanishes(node, used)) gone.add(node);
    else if (compiled.has(node.type)) throw new Error(`JavaScript has no ${node.type} (line ${node.loc?.start.line}).`);
    if (node.type === "ClassBody") fieldsSetLater(node).forEach((field) => gone.add(field));
    return !gone.has(node);
  });
  return gone;
}

function vanishes(node: Node, used: Set<string>): boolean {
  if (typesOnly.has(node.type) || ("declare" in node && node.declare === true)) return true;
  switch (node.type) {
    case "ClassProperty":
      return node.abstract === true;
    case "ImportDeclaration":
      return node.importKind === "type" || (node.specifiers.length > 0 && allTypes(node.specifiers, used));
    case "ExportAllDeclaration":
      return node.exportKind === "type";
    case "ExportDefaultDeclaration":
      return vanishes(node.declaration, used);
    case "ExportNamedDeclaration":
      if (node.declaration) return vanishes(node.declaration, used);
      // `export {}` marks a file as a module for the compiler; Node.js reads package.json.
      return node.exportKind === "type" || allTypes(node.specifiers, used);
    default:
      return false;
  }
}

function allTypes(specifiers: Node[], used: Set<string>): boolean {
  return specifiers.every((specifier) => isTypeName(specifier, used));
}

/** `readonly status: number;`: JavaScript does not declare fields that the constructor sets. */
function fieldsSetLater({ body: members }: ClassBody): Node[] {
  const constructor = members.find((member) => member.type === "ClassMethod" && member.kind === "constructor");
  const set = constructor === undefined ? [] : fieldsSetIn(constructor);
  return members.filter((member) => {
    if (member.type !== "ClassProperty" || member.static || member.value) return false;
    return member.key.type === "Identifier" && set.includes(member.key.name);
  });
}

/** `this.status = ...` sets "status". */
function fieldsSetIn(constructor: Node): string[] {
  const names: string[] = [];
  visitBelow(constructor, (node) => {
    if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return;
    const { object, property, computed } = node.left;
    if (object.type === "ThisExpression" && property.type === "Identifier" && !computed) names.push(property.name);
  });
  return names;
}
