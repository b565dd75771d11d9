// Commands: what `npm run db:migrate`, `npm run user:add` and the like run.
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { registration } from "./auth/auth.schemas.ts";
import { hashPassword } from "./auth/passwords.ts";
// {{#if roles}}
import { roles } from "./auth/roles.ts";
// {{/if}}
// {{#if ideaKind.role}}
// import { insertAccount, setRole } from "./auth/users.queries.ts";{{! The first one is special. }}
// {{else}}
// import { insertUser{{#if roles}}, setRole{{/if}} } from "./auth/users.queries.ts";
// {{#specimen}}
import { insertUser, setRole } from "./auth/users.queries.ts";
// {{/specimen}}
// {{/if}}
import { config } from "./config.ts";
import { connect, database, dataFolder, type Queryable } from "./database/database.ts";
import { openLocked } from "./database/lock.ts";
import { alone, listMigrations, migrate } from "./database/migrate.ts";
// import { {{#if ideaKind.role}}demo, {{/if}}seed } from "./database/seed.ts";
// {{#specimen}}
import { seed } from "./database/seed.ts";
// {{/specimen}}
import { problemFrom } from "./problem-from.ts";

// Commands about accounts get an email address, and can get one more value: a name or a role.
const commands: Record<string, (db: Queryable, email: string, more?: string) => Promise<void>> = {
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
    const tables = await db.query<{ name: string }>(`${text} order by name`);
    for (const { name } of tables) {
      const [row] = await db.query<{ rows: number }>(`select count(*)::int as rows from "${name}"`);
      console.log(`${name.padEnd(30)} ${row!.rows} rows`);
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
        console.table(await db.query(typed).catch(({ message }: Error) => message));
        typed = "";
      }
      lines.prompt();
    }
  },
  async "user:add"(db, email, name = email.split("@")[0]) {
    await migrate();
    const person = registration.parse({ name, email, password: await readPassword() });
    const password = await hashPassword(person.password);
    // {{#if ideaKind.role}}
    // const user = await insertAccount({ ...person, password }, demo.email);{{! It may get the role. }}
    // {{else}}
    const user = await insertUser({ ...person, password });
    // {{/if}}
    // console.log(`Created the account ${user.email}{{#if roles}} with the role ${user.role}{{/if}}.`);
    // {{#specimen}}
    console.log(`Created the account ${user.email} with the role ${user.role}.`);
    // {{/specimen}}
  },
  // {{#if roles}}
  async "user:role"(db, email, wanted = "") {
    await migrate();
    const role = roles.find((each) => each === wanted);
    const all = roles.join(", ");
    if (role === undefined) throw new Error(`"${wanted}" is not a role. Use one of these: ${all}.`);
    const user = await setRole(email.toLowerCase(), role);
    if (user === undefined) throw new Error(`No account has the address ${email}.`);
    console.log(`The account ${user.email} has the role ${user.role}.`);
  },
  // {{/if}}
};

/** Asks for the password without showing it. Input from a file or a program has it in the first line. */
async function readPassword(): Promise<string> {
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
// const example = `{{managerKind.run}} ${name} {{#if managerKind.separator}}{{managerKind.separator}} {{/if}}ann@example.com`;
// {{#specimen}}
const example = `npm run ${name} -- ann@example.com`;
// {{/specimen}}

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
  console.error(sentences ?? (error as Error).message);
  process.exit(1);
}
