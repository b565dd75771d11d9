// Grading server: a PostgreSQL server of our own in a folder, which lives as long as our stdin is open.
// It prints one line of JSON: `server` for the graders, `share`, the folder with its socket, for the sandboxes, and the
// roles that may do anything.
import { spawn, spawnSync } from "node:child_process";
import console from "node:console";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import pg from "pg";

const install = {
  debian: "Type sudo apt install postgresql.",
  fedora: "Type sudo dnf install postgresql-server postgresql-contrib.",
  arch: "Type sudo pacman -S postgresql.",
  darwin: "Type brew install postgresql@17.",
};

const [folder, connections] = process.argv.slice(2);
const [data, share] = [join(folder, "data"), join(folder, "run")];
const programs = programsFolder();
// PostgreSQL refuses to run as root.
const nobody = 65_534;
const user = process.getuid() === 0 ? { uid: nobody, gid: nobody } : {};
const password = randomBytes(24).toString("hex");
const server = { host: share, port: 5432, user: "grader", password };

mkdirSync(folder, { recursive: true, mode: 0o711 });
mkdirSync(data, { mode: 0o700 });
mkdirSync(share, { mode: 0o755 });
writeFileSync(join(folder, "password"), password, { mode: 0o600 });
if (user.uid !== undefined)
  for (const path of [data, share, join(folder, "password")]) chownSync(path, nobody, nobody);
initialize();
const postgres = start();
const stop = () => postgres.kill("SIGQUIT"); // At once: nothing in it is needed any more.
process.stdin.on("close", stop).resume();
process.on("SIGTERM", stop);
process.on("SIGINT", () => undefined); // Ctrl-C is meant for the program that started this one.
await ready();
console.log(JSON.stringify({ server, share, admins: await prepare() }));

/** scram for every role and every way in: the sandboxes reach this server through its socket. */
function initialize() {
  const args = [
    "-U",
    server.user,
    "-A",
    "scram-sha-256",
    "--pwfile",
    join(folder, "password"),
    "-E",
    "UTF8",
    `--locale=${process.platform === "darwin" ? "en_US" : "C"}.UTF-8`,
    "--no-sync",
    "-D",
    data,
  ];
  const { status, stderr, error } = spawnSync(join(programs, "initdb"), args, {
    cwd: folder,
    encoding: "utf8",
    env: {},
    ...user,
  });
  if (status !== 0) fail(`initdb failed: ${error?.message ?? stderr.trim()}`);
}

function start() {
  const settings = {
    listen_addresses: "",
    unix_socket_directories: share,
    max_connections: connections,
    shared_preload_libraries: "pg_stat_statements",
    "pg_stat_statements.track_utility": "off",
    "pg_stat_statements.max": 30_000,
    max_locks_per_transaction: 1_000,
    fsync: "off",
    full_page_writes: "off",
    synchronous_commit: "off",
    wal_level: "minimal",
    max_wal_senders: 0,
    max_wal_size: "256MB",
    temp_file_limit: "16MB",
    shared_buffers: "64MB",
    logging_collector: "off",
    // In seconds: a connection that never logs in keeps databases from being created and dropped.
    authentication_timeout: 5,
  };
  const given = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // A statement that asks for more memory than this fails alone, or for a larger file: settings of a role and the like
  // are kept in no database. If this process is killed, the server ends too.
  const limited = [
    "setpriv",
    "--pdeathsig",
    "QUIT",
    "prlimit",
    "--data=268435456",
    "--fsize=256000000",
    "--core=0",
  ];
  const [program, ...args] = [
    ...(process.platform === "linux" ? limited : []),
    join(programs, "postgres"),
    "-D",
    data,
    ...given,
  ];
  // In a process group of its own, which Ctrl-C does not reach.
  const options = { cwd: folder, env: {}, stdio: ["ignore", "ignore", "pipe"], detached: true, ...user };
  const child = spawn(program, args, options);
  child.on("error", (error) => fail(`${program} does not run: ${error.message}`));
  child.on("exit", () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    process.exit();
  });
  return child;
}

function ready() {
  let said = "";
  return new Promise((resolve) => {
    postgres.stderr.setEncoding("utf8").on("data", (text) => {
      said = (said + text).slice(-2_000);
      if (said.includes("ready to accept connections")) resolve();
    });
    postgres.on("exit", () => fail(`PostgreSQL did not start: ${said.trim()}`));
  });
}

/** Without these, any role could connect to a database that is not its own. */
async function prepare() {
  const admin = new pg.Client({ ...server, database: "postgres" });
  await admin.connect();
  for (const name of ["postgres", "template1"])
    await admin.query(`revoke all on database ${name} from public`);
  await admin
    .query("create extension pg_stat_statements")
    .catch(() => fail("PostgreSQL's extension pg_stat_statements is not installed"));
  const { rows } = await admin.query("select rolname from pg_roles where rolsuper");
  await admin.end();
  return rows.map(({ rolname }) => rolname);
}

function programsFolder() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    ...versions.map((version) => join(debian, version, "bin")),
  ];
  const found = folders.find((each) => ["initdb", "postgres"].every((name) => existsSync(join(each, name))));
  return (
    found ?? fail("PostgreSQL is not installed", install[process.platform === "linux" ? family() : "darwin"])
  );
}

function family() {
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  return Object.keys(install).find((name) => new RegExp(`^ID(_LIKE)?=.*${name}`, "m").test(release));
}

function fail(problem, fix) {
  console.log(JSON.stringify({ problem, fix }));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(1);
}
