// Known: the given answers, with the idea, stack and database on which defaults and checks of other answers depend.
import type { Catalog, DatabaseKind, Idea, Manager, Stack } from "../catalog/catalog.ts";
import { oneOf, type Named } from "./one-of.ts";
import type { Origins, Said } from "./said.ts";

export interface Known {
  said: Said;
  idea: Idea;
  stack: Stack;
  database: DatabaseKind;
  manager: Named<Manager>;
  catalog: Catalog;
  origins: Origins;
}

interface Given {
  said: Said;
  idea: Idea;
  catalog: Catalog;
  origins?: Origins;
}

/** @throws UserError for an unknown stack */
export function knownFrom({ said, idea, catalog, origins = {} }: Given): Known {
  const stack = oneOf("stack", said.stack ?? firstOf(catalog.stacks), catalog.stacks, origins.stack);
  const database = oneOf("database", stack.databases[0] ?? "", catalog.databases);
  return { said, idea, stack, database, manager: managerOf(stack, said.caller), catalog, origins };
}

/** The package manager that runs us, if the stack supports it; else the stack's first. */
function managerOf({ managers }: Stack, caller: string | undefined): Named<Manager> {
  const all = new Map(Object.entries(managers));
  const id = caller !== undefined && all.has(caller) ? caller : firstOf(all);
  return { id, ...oneOf("package manager", id, all) };
}

function firstOf(all: Map<string, unknown>): string {
  return [...all.keys()][0] ?? "";
}
