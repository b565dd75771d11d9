// Seeded database: a PostgreSQL database with a project's examples.
import { newDatabase } from "./postgres.ts";
import { npmRun } from "./run-npm.ts";

/** The address of a new database that `npm run db:seed` has filled. */
export async function seededDatabase(repo: string): Promise<string> {
  const url = await newDatabase();
  const { exitCode, output } = await npmRun(repo, "db:seed", { env: { DATABASE_URL: url } });
  if (exitCode !== 0) throw new Error(`The database cannot be seeded: ${output}`);
  return url;
}
