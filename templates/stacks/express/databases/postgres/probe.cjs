// Probe: connects to the database at DATABASE_URL with the project's own driver and prints one JSON finding.
// `doctor` runs it in the project's folder. The output never contains the password.
const say = (finding) => process.stdout.write(`${JSON.stringify(finding)}\n`);
const missing = (why, advice, commands = []) => say({ status: "missing", problem: `The database at DATABASE_URL cannot be used: ${why}`, advice, commands });

// What is special in an address is written in its password as % and two digits, as the app's own check wants it.
const encoded = /^\w+:\/\/([^:@/]*(:([^@#%/?\s]|%[\da-f]{2})*)?@)?[^@]*$/i;

/** The address as the app reads it, or a finding that says what is wrong with it. */
function addressIn(text) {
  if (/^postgres(ql)?:\/\//.test(text) && !encoded.test(text)) {
    return void missing("its password contains a character that has another meaning there", "Write %40 for @, %23 for #, %25 for %, %2F for / and %3F for ?.");
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["postgres:", "postgresql:"].includes(url.protocol)) {
    return void missing("it is not a PostgreSQL URL", "Write postgres://user:password@host:5432/database.");
  }
  try {
    const user = decodeURIComponent(url.username) || "postgres";
    const host = url.hostname.replace(/^\[(.*)\]$/, "$1") || "localhost";
    const database = decodeURIComponent(url.pathname.slice(1)) || user;
    return { host, port: url.port || "5432", user, database, hasPassword: decodeURIComponent(url.password) !== "" };
  } catch {
    return void missing("it contains a % that encodes nothing", "Write %25 for a percent sign.");
  }
}

/**
 * Codes of the server (https://www.postgresql.org/docs/current/errcodes-appendix.html), of the network and of
 * TLS.
 */
function refusal({ code = "", message = "" }, { host, port, user, database, hasPassword }) {
  const place = `${host}:${port}`;
  const look = "Check host and port in DATABASE_URL, and the network.";
  if (/no encryption|SSL off|sslmode|is insecure/i.test(message)) {
    return missing("the server requires an encrypted connection", "Add ?sslmode=require to DATABASE_URL, or ?sslmode=no-verify if its certificate is self-signed.");
  }
  if (/does not support SSL/.test(message)) return missing("the server does not support TLS, but sslmode requires it", "Write sslmode=disable if the server is on this machine.");
  if (/CERT|certificate|ERR_TLS/i.test(code + message)) {
    return missing("the certificate of the server is not trusted", "In DATABASE_URL, write sslmode=no-verify, or add sslrootcert=<file> with its authority.");
  }
  if (!hasPassword && (code === "28P01" || /password must be/.test(message))) return missing(`the server asks ${user} for a password`, `Write it into DATABASE_URL: postgres://${user}:password@${place}/${database}.`);
  if (code === "28P01" || code === "28000") return missing(`the server refuses user ${user} with this password`, "Check user and password in DATABASE_URL.");
  if (code === "3D000") return missing(`the server has no database ${database}`, `Create it with createdb ${database}, or name another one in DATABASE_URL.`);
  if (code === "42501") return missing(`the server does not let user ${user} use database ${database}`, `Ask its owner for: grant connect on database ${database} to ${user}.`);
  if (code === "57P03") return missing("the server is starting or stopping", "Try again in a moment.");
  if (code === "53300") return missing("the server has no connection left", "Close other programs that use it.");
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return missing(`the host of ${place} has no address (${code})`, look);
  if (code === "ECONNREFUSED") return missing(`nothing listens at ${place}`, "Start the server, or empty DATABASE_URL to use the embedded database.");
  if (/timeout|timed out/i.test(message)) return missing(`${place} does not answer`, look);
  if (/^E[A-Z]+$/.test(code) && code !== "ECONNRESET") return missing(`${place} cannot be reached (${code})`, look);
  if (/^[0-9A-Z]{5}$/.test(code)) return missing(`the server said: ${message}`, "Check DATABASE_URL.");
  return missing(`the server at ${place} is not PostgreSQL, or it closed the connection`, "Check host and port in DATABASE_URL.");
}

/** With a pooler, the backend process of the connection is not the one that answers. */
async function describe(client, { host, port, user, database }) {
  const { rows: [row] } = await client.query(
    "select current_setting('server_version') as version, pg_backend_pid() as pid, current_schema() as schema, " +
      "coalesce(has_schema_privilege(current_schema(), 'create'), false) as creates",
  );
  if (!row.creates) {
    const schema = row.schema ?? "public";
    return missing(`user ${user} cannot create tables in schema ${schema}`, "Ask the owner of the database to run this.", [`psql ${database} -c "grant create on schema ${schema} to ${user}"`]);
  }
  const through = client.processID === row.pid ? "" : ", through a pooler";
  return say({ status: "fine", says: `PostgreSQL ${row.version.split(" ")[0]} answers at ${host}:${port}, database ${database}${through}` });
}

function driver() {
  try {
    return require("pg");
  } catch {
    return undefined;
  }
}

async function probe() {
  const connectionString = process.env.DATABASE_URL ?? "";
  const address = addressIn(connectionString);
  if (address === undefined) return;
  const pg = driver();
  if (pg === undefined) return say({ status: "note", problem: "The database at DATABASE_URL was not tested: the project's driver is not installed", advice: "Install the packages.", commands: [] });
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
  client.on("error", () => {}); // A server that stops meanwhile is reported by the call below.
  try {
    await client.connect();
    await describe(client, address);
  } catch (error) {
    refusal(error instanceof AggregateError ? error.errors[0] : error, address);
  } finally {
    client.end().catch(() => {});
  }
}

process.on("warning", () => {}); // pg warns about future changes of sslmode.
void probe().finally(() => setTimeout(() => process.exit(0), 200).unref());
