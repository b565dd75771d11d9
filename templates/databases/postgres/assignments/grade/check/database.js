// Database: a role and a database for one submission on the grading server, its limits, and what the app asks of it.
import { randomBytes } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { adminOf, connected } from "../../admin.js";
import { ownMemoryOf } from "./memory.js";
import "./values.js";

/**
 * The largest database, and the memory of its connections, in bytes; the longest statement, in seconds; and how many
 * locks and different statements it may have, for which all databases share the room.
 */
const limits = { bytes: 128_000_000, memory: 400_000_000, seconds: 15, locks: 5_000, statements: 10_000 };

/** The part of the server's room for messages, which all databases share, at which those who keep them are ended. */
const mostMessages = 0.01;

/**
 * A table of the app's must not hide one of the system's, whatever path its role has or its triggers leave: what the path
 * does not name is searched first. What a check creates goes to the first schema that it names.
 */
const settings =
  "set timezone = 'UTC'; set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres'; set search_path = public, pg_temp; set statement_timeout = '10s'";
const aboutSystem = /\b(pg_|information_schema)/i;

/**
 * Creates a database that belongs to the app's role. The checks use another role: a superuser's statements would run
 * the student's triggers as a superuser.
 * @returns `url` for the app, `sql` and `statements` for the checks, `watch`, and `drop`
 */
export async function createDatabase({ server, share, solution }) {
  const admin = await adminOf(server);
  const [name, password, other] = [`s_${word(8)}`, word(24), word(24)];
  const checker = `${name}_check`;
  for (const statement of [
    `create role ${name} login password '${password}' connection limit 15;
      create role ${checker} login bypassrls password '${other}' connection limit 3 in role ${name}`,
    `create database ${name} owner ${name} template template0 strategy file_copy
      allow_connections false connection limit 18`,
    `revoke all on database ${name} from public;
      grant connect on database ${name} to ${checker};
      alter database ${name} allow_connections true`,
  ])
    await admin.query(statement);
  const checks = await connected({ ...server, user: checker, password: other, database: name });
  await checks.query(settings);
  const statements = async () => (await admin.query(counted, [name, checker])).rows[0];
  return {
    url: `postgres://${name}:${password}@localhost:${server.port}/${name}?host=${encodeURIComponent(share)}`,
    sql: async (text, values) => {
      if (aboutSystem.test(text)) await checks.query(`reset role; ${settings}`);
      const [standIn] = (await checks.query(standIns, [namesIn(text)])).rows;
      if (standIn !== undefined && !makesView(solution, standIn.name))
        throw new Error(`${standIn.name} is not a table any more, and the checks ask tables.`);
      return (await checks.query(text, values)).rows;
    },
    /** The number of statements that the app sends to the database while it does some work. */
    statements: async (work) => {
      const before = await statements();
      await work();
      const after = await statements();
      if (after.forgotten === before.forgotten) return after.calls - before.calls;
      throw new Error("Your app sends more different statements than can be counted.");
    },
    watch: () => watch(admin, name),
    drop: async () => {
      await checks.end();
      await admin.query(`alter database ${name} is_template false`); // Its owner can make it one.
      await admin.query("select pg_stat_statements_reset(0, oid) from pg_database where datname = $1", [name]);
      await admin.query(`drop database ${name} with (force)`);
      await admin.query(`drop role ${checker}; drop role ${name}`);
    },
  };
}

/**
 * Statements of transactions and settings are not counted: the server is told to leave utility statements out. Those of
 * all roles are, because the app's role can act as others.
 */
const counted = `select coalesce(sum(calls), 0)::int as calls,
    (select dealloc from pg_stat_statements_info)::int as forgotten
  from pg_stat_statements s join pg_database d on d.oid = s.dbid join pg_roles r on r.oid = s.userid
  where datname = $1 and rolname <> $2`;

/** All words that can name a table of the app's, as they are and in the small letters in which the server keeps them. */
function namesIn(text) {
  const words = text.match(/\w+/g).filter((name) => !aboutSystem.test(name));
  return [...words, ...words.map((name) => name.toLowerCase())];
}

/**
 * What a statement names that is not a table: a view could show rows that are nowhere. All names are complete, because
 * the app's role can put others of its own in front of the system's.
 */
const standIns = `select relname as name from pg_catalog.pg_class
  where relkind operator(pg_catalog.=) any(array['v', 'm', 'f']::pg_catalog."char"[])
    and relname operator(pg_catalog.=) any($1::pg_catalog.name[])
    and oid operator(pg_catalog.>=) 16384`; // The system's own have smaller numbers.

/** Whether the solution makes a view of this name, which checks may then ask. Few do, so its files are read only here. */
function makesView(solution, name) {
  const made = new RegExp(`\\bview\\b[^;]*\\b${name}\\b`, "i");
  return textsIn(solution).some((text) => made.test(text));
}

function textsIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ["node_modules", ".git"].includes(entry.name) ? [] : textsIn(path);
    return entry.isFile() ? [readFileSync(path, "latin1")] : [];
  });
}

function word(bytes) {
  return randomBytes(bytes).toString("hex");
}

/** Limits that a role could lift itself are held from outside. */
async function watch(admin, name) {
  const ended = `select pg_terminate_backend(pid) from pg_stat_activity
    where usename = $1 and state = 'active' and now() - query_start > ${limits.seconds} * interval '1 second'`;
  await admin.query(ended, [name]);
  await admin.query(keepers, [name, mostMessages]);
  const { rows } = await admin.query(used, [name]);
  const problem = problemIn(rows[0]);
  if (problem === undefined) return undefined;
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [name]);
  return problem;
}

function problemIn({ bytes, pids, locks, statements }) {
  if (bytes > limits.bytes) return `It stored more than ${limits.bytes / 1e6} MB in its database.`;
  if (locks > limits.locks) return `It held more than ${limits.locks} locks in its database.`;
  if (statements > limits.statements) return `It sent more than ${limits.statements} different statements.`;
  const memory = pids.reduce((total, pid) => total + ownMemoryOf(pid), 0);
  return memory > limits.memory
    ? `Its queries used more than ${limits.memory / 1e6} MB of memory.`
    : undefined;
}

const used = `select pg_database_size($1) as bytes,
  array(select pid from pg_stat_activity where usename = $1) as pids,
  (select count(*) from pg_locks where pid in (select pid from pg_stat_activity where usename = $1))::int as locks,
  (select count(*) from pg_stat_statements(false) s join pg_database d on d.oid = s.dbid
    where datname = $1)::int as statements`;

/** NOTIFY keeps messages on the disk for as long as a transaction of one who listens is open. */
const keepers = `select pg_terminate_backend(pid) from pg_stat_activity
  where usename = $1 and now() - xact_start > interval '1 second' and pg_notification_queue_usage() > $2`;
