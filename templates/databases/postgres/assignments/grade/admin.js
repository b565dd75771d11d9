// Admin: the connection of a grader as the role that may do anything. All submissions that it checks share it.
import pg from "pg";

let connection;

export async function adminOf(server) {
  if (connection === undefined) {
    connection = await connected({ ...server, database: "postgres" });
    connection.once("end", () => {
      connection = undefined;
    });
  }
  return connection;
}

/** A client of the server, as a role and in a database. */
export async function connected(options) {
  const client = new pg.Client({ ...options, query_timeout: 20_000 });
  client.on("error", () => undefined); // The server may end it, with the app's other connections.
  await client.connect();
  return client;
}
