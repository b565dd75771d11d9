// Database: a role and a database for one submission on the grading server, its limits, and what the app asks of it.
import { randomBytes } from "node:crypto";
import { adminOf, connected } from "../../admin.js";
import { ownMemoryOf } from "./memory.js";
import "./values.js";

/** The largest database, and the memory and messages of its connections, in bytes; the longest statement, in seconds. */
const limits = { bytes: 128_000_000, memory: 400_000_000, seconds: 15 };

/** The part of the server's room for messages, which all databases share, at which those who keep them are ended. */
const mostMessages = 0.01;

/** `public` alone: a role can be given a path on which a table of its own hides one of the system's. */
const settings =
  "set timezone = 'UTC'; set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres'; set search_path = public; set statement_timeout = '10s'";

/**
 * Creates a database that belongs to the app's role. The checks use another role: a superuser's statements would run
 * the student's triggers as a superuser.
 * @returns `url` for the app, `sql` and `statements` for the checks, `watch`, and `drop`
 */
export async function createDatabase({ server, share }) {
  const admin = await adminOf(server);
  const [name, password] = [`s_${randomBytes(8).toString("hex")}`, randomBytes(24).toString("hex")];
  const checker = `${name}_check`;
  for (const statement of [
    `create role ${name} login password '${password}' connection limit 15;
      create role ${checker} login password '${password}c' connection limit 3 in role ${name}`,
    `create database ${name} owner ${name} template template0 strategy file_copy
      allow_connections false connection limit 18`,
    `revoke all on database ${name} from public;
      grant connect on database ${name} to ${checker};
      alter database ${name} allow_connections true`,
  ])
    await admin.query(statement);
  const checks = await connected({ ...server, user: checker, password: `${password}c`, database: name });
  await checks.query(settings);
  const statements = async () => Number((await admin.query(counted, [name])).rows[0].calls);
  return {
    url: `postgres://${name}:${password}@localhost:${server.port}/${name}?host=${encodeURIComponent(share)}`,
    sql: async (text, values) => (await checks.query(text, values)).rows,
    /** The number of statements that the app sends to the database while it does some work. */
    statements: async (work) => {
      const before = await statements();
      await work();
      return (await statements()) - before;
    },
    watch: () => watch(admin, name),
    drop: async () => {
      await checks.end();
      await admin.query(`alter database ${name} is_template false`); // Its owner can make it one.
      await admin.query(`drop database ${name} with (force)`);
      await admin.query("select pg_stat_statements_reset(oid) from pg_roles where rolname = any($1)", [
        [name, checker],
      ]);
      await admin.query(`drop role ${checker}; drop role ${name}`);
    },
  };
}

/** Statements of transactions and settings are not counted: the server is told to leave utility statements out. */
const counted =
  "select coalesce(sum(calls), 0) as calls from pg_stat_statements s join pg_roles r on r.oid = s.userid where rolname = $1";

/** Limits that a role could lift itself are held from outside. */
async function watch(admin, name) {
  const ended = `select pg_terminate_backend(pid) from pg_stat_activity
    where usename = $1 and state = 'active' and now() - query_start > ${limits.seconds} * interval '1 second'`;
  await admin.query(ended, [name]);
  await admin.query(keepers, [name, mostMessages]);
  const { rows } = await admin.query(used, [name]);
  const [{ bytes, pids }] = rows;
  const memory = pids.reduce((total, pid) => total + ownMemoryOf(pid), 0);
  if (bytes <= limits.bytes && memory <= limits.memory) return undefined;
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [name]);
  return bytes > limits.bytes ?
      `It stored more than ${limits.bytes / 1e6} MB in its database.`
    : `Its queries used more than ${limits.memory / 1e6} MB of memory.`;
}

const used = `select pg_database_size($1) as bytes,
  array(select pid from pg_stat_activity where usename = $1) as pids`;

/** NOTIFY keeps messages on the disk for as long as a transaction of one who listens is open. */
const keepers = `select pg_terminate_backend(pid) from pg_stat_activity
  where usename = $1 and now() - xact_start > interval '1 second' and pg_notification_queue_usage() > $2`;
