// The database server at DATABASE_URL, where one is set. Its password is never printed.
import type { DatabaseKind } from "../catalog/catalog.ts";
import { noDatabase } from "../system/fixes.ts";
import { fine, lacks, type Check, type Finding } from "./check.ts";
import { greet } from "./server/greet.ts";
import { addressIn, Unusable } from "./server/address.ts";

export const databaseCheck: Check = {
  id: "database", title: "The database at DATABASE_URL", limit: 5_000, late: "missing",
  look: async ({ settings, database }, signal) => {
    const url = settings.DATABASE_URL;
    return url === undefined ? fine("No database server is needed: the app has its own") : ofServer(url, database, signal);
  },
};

async function ofServer(url: string, kind: DatabaseKind, signal: AbortSignal): Promise<Finding> {
  try {
    const address = addressIn(url, kind);
    const version = await greet(address, signal);
    return fine(`${kind.title} ${version} answers at ${address.host}:${address.port}, database ${address.database}`);
  } catch (error) {
    if (error instanceof Unusable) return lacks(noDatabase(error.message, error.advice));
    throw error;
  }
}
