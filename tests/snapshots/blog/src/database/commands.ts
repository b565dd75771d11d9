// Commands: `npm run db:migrate`, `db:status`, `db:seed`, `db:reset` and `db:show`.
import { cannotStart, config } from "../config.ts";
import { connect, database } from "./database.ts";
import { alone, listMigrations, migrate } from "./migrate.ts";
import { seed } from "./seed.ts";

const commands: Record<string, () => Promise<void>> = {
  async migrate() {
    const done = await migrate();
    console.log(done.length === 0 ? "All migrations were already applied." : `Applied ${done.join(", ")}.`);
  },
  async status() {
    for (const { name, state } of await alone(listMigrations)) console.log(`${state.padEnd(8)} ${name}`);
  },
  async seed() {
    await migrate();
    await seed();
    console.log("The examples are in the database.");
  },
  async reset() {
    await alone((tx) => tx.script("drop schema public cascade; create schema public"));
    await migrate();
    await seed();
    console.log("The database was emptied and filled with the examples.");
  },
  async show() {
    const tables = await database.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
    );
    for (const { name } of tables) {
      const [row] = await database.query<{ rows: number }>(`select count(*)::int as rows from "${name}"`);
      console.log(`${name.padEnd(30)} ${row!.rows} rows`);
    }
  },
};

const name = process.argv[2] ?? "";
const command = commands[name];
if (command === undefined) cannotStart(`say which: ${Object.keys(commands).join(", ")}`);
if (config.NODE_ENV === "production" && name === "reset") cannotStart("db:reset does not run in production");

try {
  await connect();
  await command();
  await database.close();
} catch (error) {
  cannotStart((error as Error).message);
}
