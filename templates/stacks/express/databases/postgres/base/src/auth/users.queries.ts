// User queries: every SQL statement about users. The password hash is selected only where it is checked.
import { database, type Queryable } from "../database/database.ts";
// {{#if roles}}
import type { Role } from "./roles.ts";
// {{/if}}

// export type User = { id: number; name: string; email: string;{{#if roles}} role: Role;{{/if}} createdAt: string };
// {{#specimen}}
export type User = { id: number; name: string; email: string; role: Role; createdAt: string };
// {{/specimen}}

// const columns = `id, name, email,{{#if roles}} role,{{/if}} created_at as "createdAt"`;
// {{#specimen}}
const columns = `id, name, email, role, created_at as "createdAt"`;
// {{/specimen}}

// The password is hashed. With "" nobody can log in.
// type NewUser = Pick<User, "name" | "email"> & { password: string{{#if roles}}; role?: Role{{/if}} };
// {{#specimen}}
type NewUser = Pick<User, "name" | "email"> & { password: string; role?: Role };
// {{/specimen}}

export async function insertUser(user: NewUser, db: Queryable = database): Promise<User> {
  // {{#if roles}}
  const text = `insert into users (name, email, password_hash, role)
    values ($1, $2, $3, $4) returning ${columns}`;
  const [row] = await db.query<User>(text, [user.name, user.email, user.password, user.role ?? "member"]);
  // {{else}}
  // const text = `insert into users (name, email, password_hash) values ($1, $2, $3) returning ${columns}`;{{! No role. }}
  // const [row] = await db.query<User>(text, [user.name, user.email, user.password]);{{! No role. }}
  // {{/if}}
  return row!;
}
// {{#if ideaKind.role}}

// /** Adds an account. The first one gets the role {{ideaKind.role}}; examples and the demo account do not count. */
export async function insertAccount(user: NewUser, demoEmail: string): Promise<User> {
  return database.transaction(async (tx) => {
    // Of two people who register at once, the second waits here until the first one is in the table.
    await tx.query("lock table users in share row exclusive mode");
    const text = "select id from users where password_hash <> '' and email <> $1 limit 1";
    const isFirst = (await tx.query(text, [demoEmail])).length === 0;
    // return insertUser({ ...user, role: isFirst ? {{json ideaKind.role}} : "member" }, tx);
    // {{#specimen}}
    return insertUser({ ...user, role: isFirst ? "author" : "member" }, tx);
    // {{/specimen}}
  });
}
// {{/if}}
// {{#if roles}}

/** Only a command calls it: nobody can change a role over HTTP. Returns undefined for an unknown address. */
export async function setRole(email: string, role: Role): Promise<User | undefined> {
  const text = `update users set role = $2 where email = $1 returning ${columns}`;
  const [user] = await database.query<User>(text, [email, role]);
  return user;
}
// {{/if}}

export async function findUserByEmail(email: string, db: Queryable = database) {
  const text = `select ${columns}, password_hash as "passwordHash" from users where email = $1`;
  const [row] = await db.query<User & { passwordHash: string }>(text, [email]);
  return row;
}
