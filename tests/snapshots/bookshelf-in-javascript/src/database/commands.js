// Commands: `npm run db:migrate`, `db:status`, `db:seed`, `db:reset`, `db:show` and `db:console`.
import { createInterface } from "node:readline";
import { cannotStart, config } from "../config.js";
import { connect, database, dataFolder } from "./database.js";
import { openLocked } from "./lock.js";
import { alone, listMigrations, migrate } from "./migrate.js";
import { seed } from "./seed.js";

const commands = {
  async migrate() {
    const done = await migrate();
    console.log(done.length === 0 ? "All migrations were already applied." : `Applied ${done.join(", ")}.`);
  },
  async status(db) {
    for (const { name, state } of await listMigrations(db)) console.log(`${state.padEnd(8)} ${name}`);
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
  async show(db) {
    const text = "select table_name as name from information_schema.tables where table_schema = 'public'";
    const tables = await db.query(`${text} order by name`);
    for (const { name } of tables) {
      const [row] = await db.query(`select count(*)::int as rows from "${name}"`);
      console.log(`${name.padEnd(30)} ${row.rows} rows`);
    }
  },
  // A statement can have several lines, and ends with a semicolon.
  async console(db) {
    const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: "sql> " });
    lines.prompt();
    let typed = "";
    for await (const line of lines) {
      typed += `${line}\n`;
      if (typed.trimEnd().endsWith(";")) {
        console.table(await db.query(typed).catch(({ message }) => message));
        typed = "";
      }
      lines.prompt();
    }
  },
};

const name = process.argv[2] ?? "";
const command = commands[name];
if (command === undefined) cannotStart(`say which: ${Object.keys(commands).join(", ")}`);
if (config.NODE_ENV === "production" && name === "reset") cannotStart("db:reset does not run in production");

try {
  // Only one process can open the embedded database. If the app runs, it runs single statements for us.
  const shared = config.DATABASE_URL === undefined && ["status", "show", "console"].includes(name);
  const running = shared ? await openLocked(dataFolder) : undefined;
  if (running === undefined) await connect();
  await command(running ?? database);
  if (running === undefined) await database.close();
} catch (error) {
  cannotStart(error.message);
}
