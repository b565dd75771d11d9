// Account commands: `npm run user:...` changes accounts from a terminal.
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { connect, database } from "../database/database.js";
import { migrate } from "../database/migrate.js";
import { problemFrom } from "../problem-from.js";
import { createAccount } from "./accounts.js";

async function addUser(email, name = email.split("@")[0]) {
  const user = await createAccount({ name, email, password: await readPassword() });
  console.log(`Created the account ${user.email}.`);
}

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

try {
  const [command, email, more] = process.argv.slice(2);
  const example = `npm run user:${command} -- ann@example.com`;
  if (email === undefined) throw new Error(`Add an email address: ${example}`);
  await connect();
  await migrate();
  await addUser(email, more);
  await database.close();
} catch (error) {
  const { errors } = problemFrom(error);
  const sentences = errors?.map(({ field, message }) => `${field}: ${message}`).join(" ");
  console.error(sentences ?? error.message);
  process.exit(1);
}
