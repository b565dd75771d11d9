// API breakages: mistakes that people make in an app, each of which must make the app's own tests fail.
import { describe, expect, test } from "vitest";
import { expectTestsToFail, sampled, stale, type Breakage } from "../support/breakage.ts";
import { folderForThisFile } from "../support/folders.ts";

const breakages: Breakage[] = [
  {
    mistake: "an update changes every row",
    file: "src/books/books.queries.ts",
    find: '${assignments(changes)} where id = $1 returning',
    replace: '${assignments(changes)} where id = $1 or true returning',
  },
  {
    mistake: "a delete removes every row",
    file: "src/reviews/reviews.queries.ts",
    find: '"delete from reviews where id = $1"',
    replace: '"delete from reviews where id = $1 or true"',
  },
  {
    mistake: "anybody may change a row",
    file: "src/books/books.routes.ts",
    find: "  mustOwn(user, await findBook(id));\n  res.json(",
    replace: "  res.json(",
  },
  {
    mistake: "anybody may delete a row",
    file: "src/books/books.routes.ts",
    find: "  mustOwn(user, await findBook(id));\n  await deleteBook",
    replace: "  await deleteBook",
  },
  {
    mistake: "a row can be created without a login",
    file: "src/authors/authors.routes.ts",
    find: "  const user = await requireUser(req);\n  const input",
    replace: "  const user = await requireUser(req).catch(() => ({ id: 1 }));\n  const input",
  },
  {
    mistake: "the password is never compared",
    file: "src/auth/passwords.ts",
    find: "return timingSafeEqual(Buffer.from(computed), Buffer.from(stored));",
    replace: "return computed.length === stored.length;",
  },
  {
    mistake: "logging out keeps the token",
    file: "src/auth/auth.routes.ts",
    find: "  await deleteSession(sessionHash(req));\n",
    replace: "",
  },
  {
    mistake: "a token never expires",
    file: "src/auth/sessions.queries.ts",
    find: '"sessions.expires_at > now()"',
    replace: '"sessions.expires_at is not null"',
  },
  {
    mistake: "tokens are stored without hashing them",
    file: "src/auth/sessions.queries.ts",
    find: 'return createHash("sha256").update(token).digest("base64url");',
    replace: "return createHash === undefined ? \"\" : token;",
  },
  {
    mistake: "changing the password keeps other sessions",
    file: "src/auth/sessions.queries.ts",
    find: "delete from sessions where user_id = $1 and hash <> $2",
    replace: "delete from sessions where user_id = $1 and hash <> $2 and false",
  },
  {
    mistake: "the password can be changed without the old one",
    file: "src/auth/accounts.ts",
    find: "if ((await userWith(req, user.email, currentPassword)) === undefined) {",
    replace: "if ((await userWith(req, user.email, currentPassword)) === null) {",
  },
  {
    mistake: "common passwords are accepted",
    file: "src/auth/auth.schemas.ts",
    find: "!common.has(password.toLowerCase())",
    replace: "!common.has(password.repeat(9))",
  },
  {
    mistake: "failed logins are not limited",
    file: "src/http/limits.ts",
    find: "refuseAfter(limit, attempts, both);",
    replace: "refuseAfter(1000 * limit, attempts, both);",
  },
  {
    mistake: "failed logins are not limited per IP address",
    file: "src/http/limits.ts",
    find: "[address, email]) refuseAfter",
    replace: "[email]) refuseAfter",
  },
  {
    mistake: "failed logins are not limited per account",
    file: "src/http/limits.ts",
    find: "[address, email]) refuseAfter",
    replace: "[address]) refuseAfter",
  },
  {
    mistake: "anyone who mistypes a password locks out everybody behind the same address",
    file: "src/http/limits.ts",
    find: "const both = `${address} ${email}`;",
    replace: "const both = `${address} either`;",
  },
  {
    mistake: "successful logins count as failed ones",
    file: "src/http/limits.ts",
    find: "if (result === undefined) for",
    replace: "if (result !== null) for",
  },
  {
    mistake: "registrations are not limited",
    file: "src/http/limits.ts",
    find: "  refuseAfter(10 * limit, attempts, key);\n  add",
    replace: "  refuseAfter(1000 * limit, attempts, key);\n  add",
  },
  {
    mistake: "registration works although it is closed by REGISTRATION",
    file: "src/app.ts",
    find: '  if (settings.REGISTRATION === "closed") app.use("/api/auth/register", registrationClosed);\n',
    replace: "  void registrationClosed;\n",
  },
  {
    mistake: "the number of passwords hashed at once is not limited",
    file: "src/auth/turns.ts",
    find: "running >= 2)",
    replace: "running >= 200)",
  },
  {
    mistake: "the passwords of one IP address delay those of all others",
    file: "src/auth/turns.ts",
    find: "  lines.delete(address);\n  if (others.length > 0) lines.set(address, others);",
    replace: "  if (others.length > 0) lines.set(address, others);\n  else lines.delete(address);",
  },
  {
    mistake: "responses with tokens and accounts may be cached",
    file: "src/auth/auth.routes.ts",
    find: '"no-store"',
    replace: '"public"',
  },
  {
    mistake: "requests are not limited",
    file: "src/http/limits.ts",
    find: "refuseAfter(limit, requests, address);",
    replace: "refuseAfter(1000 * limit, requests, address);",
  },
  {
    mistake: "the answer shows the hash of the password",
    file: "src/auth/users.queries.ts",
    find: 'created_at as "createdAt"`;',
    replace: 'created_at as "createdAt", password_hash as "passwordHash"`;',
  },
  {
    mistake: "a row shows the email address of its owner",
    file: "src/books/books.queries.ts",
    find: 'books.owner_id as "ownerId",',
    replace: 'books.owner_id as "ownerId",\n  (select email from users where users.id = books.owner_id) as "ownerEmail",',
  },
  {
    mistake: "an embedded user shows the email address",
    file: "src/books/books.queries.ts",
    find: "select id, name from users",
    replace: "select id, name, email from users",
  },
  {
    mistake: "unknown fields are accepted",
    file: "src/books/books.schemas.ts",
    find: "export const bookInput = z.strictObject({",
    replace: "export const bookInput = z.looseObject({",
  },
  {
    mistake: "a change may name another owner",
    file: "src/books/books.schemas.ts",
    find: "export const bookChanges = z.strictObject(fields).partial();",
    replace: "export const bookChanges = z.looseObject(fields).partial();",
  },
  {
    mistake: "every page shows the first page",
    file: "src/books/books.queries.ts",
    find: "(query.page - 1) * query.limit",
    replace: "query.page * 0",
  },
  {
    mistake: "the total counts the rows of one page only",
    file: "src/books/books.queries.ts",
    find: "total: count!.total",
    replace: "total: Math.min(query.limit, count!.total)",
  },
  {
    mistake: "the size of a page is not limited",
    file: "src/http/params.ts",
    find: "min(1).max(100).default(20)",
    replace: "min(1).default(20)",
  },
  {
    mistake: "a list is always sorted in ascending order",
    file: "src/database/sql.ts",
    find: '? "desc" : "asc"',
    replace: '? "asc" : "asc"',
  },
  {
    mistake: "% and _ are wildcards in a search",
    file: "src/database/sql.ts",
    find: 'words.replace(/[\\\\%_]/g, "\\\\$&")',
    replace: "words",
  },
  {
    mistake: "filters are ignored",
    file: "src/books/books.queries.ts",
    find: "  and ($4::integer is null or books.pages = $4)\n",
    replace: "  and ($4::integer is null or true)\n",
  },
  {
    mistake: "another user's review keeps a book from being deleted",
    file: "migrations/0005_create_reviews.sql",
    find: "references books (id) on delete cascade",
    replace: "references books (id)",
  },
  {
    mistake: "an ID in a path need not be plain digits",
    file: "src/numbers.ts",
    find: "/^-?\\d+$/.test(String(text))",
    replace: "(text !== undefined)",
  },
  {
    mistake: "a route is not described",
    file: "src/books/books.routes.ts",
    find: 'books.all("/", only(',
    replace: 'books.get("/:id/secret", (req, res) => void res.end());\nbooks.all("/", only(',
  },
  {
    mistake: "the table accepts the same unique value twice",
    file: "migrations/0004_create_books.sql",
    find: "isbn text not null unique",
    replace: "isbn text not null",
  },
  {
    mistake: "a number may be larger than its maximum",
    file: "src/reviews/reviews.schemas.ts",
    find: "rating: z.int32().min(1).max(5)",
    replace: "rating: z.int32().min(1)",
  },
  {
    mistake: "the table accepts a number that the schema refuses",
    file: "migrations/0005_create_reviews.sql",
    find: " check (rating between 1 and 5)",
    replace: " check (rating >= 1)",
  },
  {
    mistake: "a reader may review a book twice",
    file: "migrations/0005_create_reviews.sql",
    find: "create unique index reviews_book_id_key",
    replace: "create index reviews_book_id_key",
  },
  {
    mistake: "two readers cannot review the same book",
    file: "migrations/0005_create_reviews.sql",
    find: "on reviews (book_id, owner_id)",
    replace: "on reviews (book_id)",
  },
  {
    mistake: "two accounts can have the same email address",
    file: "src/auth/auth.schemas.ts",
    find: "z.string().trim().toLowerCase()",
    replace: "z.string().trim()",
  },
  {
    mistake: "a 500 response shows internal details",
    file: "src/problem-from.ts",
    find: "Internal server error.${reason}`",
    replace: "Internal server error.${String(error)}${reason}`",
  },
  {
    mistake: "/ready always answers 200",
    file: "src/http/health.ts",
    find: '  await database.query("select 1");\n',
    replace: "  void database;\n",
  },
  {
    mistake: "CORS allows every origin",
    file: "src/http/security.ts",
    find: "origin = allowed.length > 0 && allowed",
    replace: 'origin = allowed.length >= 0 ? "*" : ""',
  },
  {
    mistake: "security headers are missing",
    file: "src/app.ts",
    find: "  app.use(secureHeaders);\n",
    replace: "  void secureHeaders;\n",
  },
  {
    mistake: "the size of a body is not limited",
    file: "src/http/json.ts",
    find: 'limit: "100kb"',
    replace: 'limit: "100mb"',
  },
];

test("every mistake can still be applied to the templates", () => {
  expect(stale("bookshelf", breakages)).toEqual([]);
});

describe("The tests of a generated API fail when", () => {
  const folder = folderForThisFile();

  test.each(sampled(breakages))("$mistake", async (breakage) => {
    await expectTestsToFail("bookshelf", breakage, folder);
  });
});
