// Fixtures: rows for the checks, stored by SQL, so that no check needs the code of another task.
import { createHash, randomBytes } from "node:crypto";
import { withLogin } from "./steps.js";

let last = 0;

/** A word that no other row has. */
function word() {
  last += 1;
  return `w${randomBytes(4).toString("hex")}${last}`;
}

export function fixtures({ http, sql }) {
  /** A user who is logged in: `session` is the token. */
  async function user() {
    const [{ id }] = await sql(
      "insert into users (name, email, password_hash) values ($1, $2, 'x') returning id",
      [word(), `${word()}@example.com`],
    );
    const session = randomBytes(32).toString("base64url");
    const hash = createHash("sha256").update(session).digest("base64url");
    await sql("insert into sessions (hash, user_id, expires_at) values ($1, $2, now() + interval '1 day')", [
      hash,
      id,
    ]);
    return { id, session };
  }

  async function author(owner, name = word()) {
    const [{ id }] = await sql("insert into authors (name, owner_id) values ($1, $2) returning id", [
      name,
      owner.id,
    ]);
    return { id, name };
  }

  /** A book of a new author, unless one is given. */
  async function book(owner, { title = word(), by } = {}) {
    const writer = by ?? (await author(owner));
    const isbn = word();
    const [{ id }] = await sql(
      "insert into books (title, isbn, author_id, owner_id) values ($1, $2, $3, $4) returning id",
      [title, isbn, writer.id, owner.id],
    );
    return { id, title, isbn, authorId: writer.id };
  }

  async function review(owner, of) {
    const [{ id }] = await sql(
      "insert into reviews (rating, body, book_id, owner_id) values (4, $1, $2, $3) returning id",
      [word(), of.id, owner.id],
    );
    return { id };
  }

  return { http: withLogin(http, user, "/api/auth/me"), word, user, author, book, review };
}
