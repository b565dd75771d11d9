// Account commands: `npm run user:...` changes accounts from a terminal.
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { connect, database } from "../database/database.ts";
import { migrate } from "../database/migrate.ts";
import { problemFrom } from "../problem-from.ts";
import { createAccount } from "./accounts.ts";
// {{#if roles}}
import { roles } from "./roles.ts";
import { setRole } from "./users.queries.ts";
// {{/if}}

async function addUser(email: string, name = email.split("@")[0]): Promise<void> {
  const user = await createAccount({ name, email, password: await readPassword() });
  // console.log(`Created the account ${user.email}{{#if roles}} with the role ${user.role}{{/if}}.`);
  // {{#specimen}}
  console.log(`Created the account ${user.email} with the role ${user.role}.`);
  // {{/specimen}}
}
// {{#if roles}}

async function changeRole(email: string, wanted = ""): Promise<void> {
  const role = roles.find((each) => each === wanted);
  const all = roles.join(", ");
  if (role === undefined) throw new Error(`"${wanted}" is not a role. Use one of these: ${all}.`);
  const user = await setRole(email.toLowerCase(), role);
  if (user === undefined) throw new Error(`No account has the address ${email}.`);
  console.log(`The account ${user.email} has the role ${user.role}.`);
}
// {{/if}}

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

try {
  const [command, email, more] = process.argv.slice(2);
  // const example = `{{managerKind.run}} user:${command} {{#if managerKind.separator}}{{managerKind.separator}} {{/if}}
  // {{~! }}ann@example.com`;
  // {{#specimen}}
  const example = `npm run user:${command} -- ann@example.com`;
  // {{/specimen}}
  if (email === undefined) throw new Error(`Add an email address: ${example}`);
  await connect();
  await migrate();
  // {{#if roles}}
  if (command === "role") await changeRole(email, more);
  else await addUser(email, more);
  // {{else}}
  // await addUser(email, more);{{! The only command. }}
  // {{/if}}
  await database.close();
} catch (error) {
  const { errors } = problemFrom(error);
  const sentences = errors?.map(({ field, message }) => `${field}: ${message}`).join(" ");
  console.error(sentences ?? (error as Error).message);
  process.exit(1);
}
