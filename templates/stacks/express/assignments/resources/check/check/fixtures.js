// Fixtures: users and rows for the checks, stored by SQL, so that no check needs the code of another task.
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { URL } from "node:url";
import { valueOf, word } from "./schema-values.js";
import { withLogin } from "./steps.js";

/** What /api/<plural> is called, and who can see and change its rows. */
const { resources } = JSON.parse(readFileSync(new URL("resources.json", import.meta.url), "utf8"));

export function fixtures({ http, sql }) {
  let described;

  /** A user who is logged in: `session` is the token. */
  async function user(role = "member") {
    const [{ id }] = await sql(
      "insert into users (name, email, password_hash) values ($1, $2, 'x') returning id",
      [word(), `${word()}@example.com`],
    );
    if (role === "admin") await sql("update users set role = 'admin' where id = $1", [id]);
    const session = randomBytes(32).toString("base64url");
    const hash = createHash("sha256").update(session).digest("base64url");
    await sql("insert into sessions (hash, user_id, expires_at) values ($1, $2, now() + interval '1 day')", [
      hash,
      id,
    ]);
    return { id, session };
  }

  /** A user who may create rows of a resource. */
  const writer = (plural) => user(known(plural).access === "admin" ? "admin" : "member");

  /** What a request needs for a new row: its required fields. References lead to new rows of the same user. */
  async function values(plural, owner) {
    const { properties, required = [] } = await inputOf(plural);
    const targets = await targetsOf(plural);
    const entries = required.map(async (name) => [
      name,
      name in targets ? await target(targets[name], owner) : valueOf(properties[name]),
    ]);
    return Object.fromEntries(await Promise.all(entries));
  }

  /** A new row with the columns of its required fields: its id and values by their JSON names. */
  async function row(plural, owner) {
    const all = await values(plural, owner);
    const columns = [...Object.keys(all).map(snake), "owner_id"];
    const places = columns.map((_, at) => `$${at + 1}`);
    const given = [
      ...Object.values(all).map((value) => (typeof value === "object" ? JSON.stringify(value) : value)),
      owner.id,
    ];
    const [{ id }] = await sql(
      `insert into ${known(plural).table} (${columns.join(", ")}) values (${places.join(", ")}) returning id`,
      given,
    );
    return { id, ...all };
  }

  async function target(table, owner) {
    const found = resources.find((each) => each.table === table);
    return found === undefined ? owner.id : (await row(found.plural, owner)).id;
  }

  /** The body of POST /api/<plural>, from the app's own description. */
  async function inputOf(plural) {
    described ??= (await http("GET /openapi.json")).body;
    return described.paths[`/api/${plural}`].post.requestBody.content["application/json"].schema;
  }

  /** JSON name -> table, of the columns that refer to other tables. */
  async function targetsOf(plural) {
    const rows = await sql(
      `select attname as column, confrelid::regclass::text as table from pg_constraint
       join pg_attribute on attrelid = conrelid and attnum = conkey[1]
       where contype = 'f' and conrelid = $1::regclass`,
      [known(plural).table],
    );
    return Object.fromEntries(rows.map(({ column, table }) => [camel(column), table]));
  }

  return { http: withLogin(http, user, "/api/auth/me"), word, user, writer, values, row, resource: known };
}

function known(plural) {
  return resources.find((each) => each.plural === plural);
}

function snake(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function camel(column) {
  return column.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
}
