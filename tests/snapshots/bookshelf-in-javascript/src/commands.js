// Commands: what `npm run db:migrate`, `npm run user:add` and the like run.
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { registration } from "./auth/auth.schemas.js";
import { hashPassword } from "./auth/passwords.js";
import { insertUser } from "./auth/users.queries.js";
import { config } from "./config.js";
import { connect, database, dataFolder } from "./database/database.js";
import { openLocked } from "./database/lock.js";
import { alone, listMigrations, migrate } from "./database/migrate.js";
import { seed } from "./database/seed.js";
import { problemFrom } from "./problem-from.js";

// Commands about accounts get an email address, and can get one more value: a name or a role.
const commands = {
  async "db:migrate"() {
    const done = await migrate();
    console.log(done.length === 0 ? "All migrations were already applied." : `Applied ${done.join(", ")}.`);
  },
  async "db:status"(db) {
    for (const { name, state } of await listMigrations(db)) console.log(`${state.padEnd(8)} ${name}`);
  },
  async "db:seed"() {
    await migrate();
    await seed();
    console.log("The examples are in the database.");
  },
  async "db:reset"() {
    if (config.NODE_ENV === "production") throw new Error("db:reset does not run in production.");
    await alone((tx) => tx.script("drop schema public cascade; create schema public"));
    await migrate();
    await seed();
    console.log("The database was emptied and filled with the examples.");
  },
  async "db:show"(db) {
    const text = "select table_name as name from information_schema.tables where table_schema = 'public'";
    const tables = await db.query(`${text} order by name`);
    for (const { name } of tables) {
      const [row] = await db.query(`select count(*)::int as rows from "${name}"`);
      console.log(`${name.padEnd(30)} ${row.rows} rows`);
    }
  },
  // A statement can have several lines, and ends with a semicolon.
  async "db:console"(db) {
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
  async "user:add"(db, email, name = email.split("@")[0]) {
    await migrate();
    const person = registration.parse({ name, email, password: await readPassword() });
    const password = await hashPassword(person.password);
    const user = await insertUser({ ...person, password });
    console.log(`Created the account ${user.email}.`);
  },
};

/** Asks for the password without showing it. Input from a file or a program has it in the first line. */
async function readPassword() {
  const { isTTY } = process.stdin;
  // readline writes what is typed to its output, and this one shows nothing.
  const output = new Writable({ write: (text, encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output, terminal: isTTY });
  if (isTTY) console.log("Type a password of at least 8 characters, and press Enter. It is not shown.");
  for await (const line of lines) {
    // Otherwise the command would wait for more lines, and never end.
    lines.close();
    return line;
  }
  return "";
}

const [name = "", email = "", ...more] = process.argv.slice(2);
const command = commands[name];
const example = `npm run ${name} -- ann@example.com`;

try {
  if (command === undefined) throw new Error(`Choose a command: ${Object.keys(commands).join(", ")}.`);
  if (name.startsWith("user:") && email === "") throw new Error(`Add an email address: ${example}`);
  // Only one process can open the embedded database. If the app runs, it runs single statements for us.
  const shared = config.DATABASE_URL === undefined && ["db:status", "db:show", "db:console"].includes(name);
  const running = shared ? await openLocked(dataFolder) : undefined;
  if (running === undefined) await connect();
  await command(running ?? database, email.trim(), more.join(" ") || undefined);
  if (running === undefined) await database.close();
} catch (error) {
  // A wrong address or password has an error for each field.
  const { errors } = problemFrom(error);
  const sentences = errors?.map(({ field, message }) => `${field}: ${message}`).join(" ");
  console.error(sentences ?? error.message);
  process.exit(1);
}
