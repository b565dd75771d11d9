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
  async function user(name = word(), role = "member") {
    const text = "insert into users (name, email, password_hash, role) values ($1, $2, 'x', $3) returning id";
    const [{ id }] = await sql(text, [name, `${word()}@example.com`, role]);
    const session = randomBytes(32).toString("base64url");
    const hash = createHash("sha256").update(session).digest("base64url");
    await sql("insert into sessions (hash, user_id, expires_at) values ($1, $2, now() + interval '1 day')", [
      hash,
      id,
    ]);
    return { id, name, session };
  }

  /** A user who may write posts. */
  const author = () => user(word(), "author");

  /** A post, published a second after the one before, with tags. */
  async function post(owner, given = {}) {
    const { title = word(), body = word(), excerpt = body, published = true, tags = [] } = given;
    const slug = word();
    const [{ id }] = await sql(
      `insert into posts (owner_id, slug, title, body, html, excerpt, published_at)
       values ($1, $2, $3, $4, $5, $6, case when $7::boolean then now() + $8 * interval '1 second' end) returning id`,
      [owner.id, slug, title, body, `<p>${body}</p>`, excerpt, published, (last += 1)],
    );
    for (const tag of tags) {
      await sql("insert into tags (name) values ($1) on conflict do nothing", [tag]);
      await sql("insert into post_tags (post_id, tag_id) select $1, id from tags where name = $2", [id, tag]);
    }
    return { id, slug, title, body };
  }

  async function comment(on, owner, body = word()) {
    const [{ id }] = await sql(
      "insert into comments (post_id, owner_id, body) values ($1, $2, $3) returning id",
      [on.id, owner.id, body],
    );
    return { id, body };
  }

  return { http: withLogin(http, user, "/account"), word, user, author, post, comment };
}
