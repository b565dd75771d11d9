// Database checks: the files with which checks ask a database, and whether an own repo's app gets one.
import { join } from "node:path";
import type { Catalog, DatabaseKind } from "../catalog/catalog.ts";
import type { Draft } from "../draft.ts";
import { isObject, objectIn } from "../json-file.ts";
import { UserError } from "../user-error.ts";
import type { Grading } from "./checking.ts";
import type { Run } from "./repo-run.ts";

/** In place of the address of a database, in a variable of an app. */
const placeholder = "{database}";

/** The folder with the files for students. */
export function databaseChecks(templates: string, { id }: DatabaseKind): string {
  return join(templates, "databases", id, "assignments/check");
}

/** What grades an app with a database. */
export function databaseGrading(templates: string, kind: DatabaseKind): Required<Pick<Grading, "layers" | "server">> {
  const server = join(templates, "databases", kind.id, "assignments/grade");
  return { layers: [databaseChecks(templates, kind), join(server, "check")], server };
}

/**
 * The database of an own repo; undefined if none of the app's variables holds the placeholder.
 * @throws UserError if the repo does not name the package with which the checks ask it
 */
export function databaseOf({ environment = {} }: Run, files: Draft, catalog: Catalog): DatabaseKind | undefined {
  if (!Object.values(environment).some((value) => value.includes(placeholder))) return undefined;
  const [kind] = catalog.databases.values();
  if (kind === undefined) throw new Error("There is no database.");
  const manifest = objectIn("manifest", "package.json", files.get("package.json") ?? "{}");
  const lists = [manifest.dependencies, manifest.devDependencies];
  if (lists.some((list) => isObject(list) && Object.hasOwn(list, kind.checks.driver))) return kind;
  throw new UserError(
    `The checks ask ${kind.title} by the package ${kind.checks.driver}, and the repo's package.json does not name it.`,
    `In the repo run npm install --save-dev ${kind.checks.driver}.`,
  );
}
