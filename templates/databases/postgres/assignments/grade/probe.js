// Probe: runs in a sandbox before any submission, and fails if the grading server lets it in as a role that may do anything.
import console from "node:console";
import process from "node:process";
import pg from "pg";

const users = [...process.env.ADMINS.split(" "), "postgres", "root", "nobody", "admin"];
const passwords = [undefined, "", "postgres"];
let refused = 0;

for (const user of new Set(users)) {
  for (const database of ["postgres", "template1", user]) {
    for (const password of [...passwords, user]) {
      const reason = await problemOf({ host: process.env.SOCKET, port: 5432, user, database, password });
      if (reason === undefined) stop(`the role ${user} was let in to the database ${database}`);
      // Any answer of the server's but a refusal would prove nothing.
      if (!/password|authentication/.test(reason)) stop(`the server answered: ${reason}`);
      refused += 1;
    }
  }
}
console.log(`${refused} logins were refused.`);
process.exit(0); // Connections that were refused without an answer are still open.

/** Why a login fails; undefined if it succeeds. */
async function problemOf(options) {
  const client = new pg.Client({ ...options, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined); // The server closes the connection after a refusal.
  try {
    await client.connect();
    await client.end();
    return undefined;
  } catch (error) {
    return error.message;
  }
}

function stop(problem) {
  console.log(problem);
  process.exit(1);
}
