// Mistakes that people make: each, made in the app, must turn the app's own tests red.
import { describe, expect, test } from "vitest";
import { expectNoticed, sampled, stale, type Breakage } from "../support/breakage.ts";
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
    mistake: "nobody has to log in to make a row",
    file: "src/authors/authors.routes.ts",
    find: "  const user = await requireUser(req);\n  const input",
    replace: "  const user = await requireUser(req).catch(() => ({ id: 1 }));\n  const input",
  },
  {
    mistake: "the password is never compared",
    file: "src/auth/passwords.ts",
    find: 'return timingSafeEqual(computed, Buffer.from(hash, "base64"));',
    replace: "return computed.length === hash.length || true;",
  },
  {
    mistake: "logging out keeps the token",
    file: "src/auth/auth.routes.ts",
    find: "  await deleteSession(sessionHash(req));\n",
    replace: "",
  },
  {
    mistake: "a token lasts forever",
    file: "src/auth/sessions.queries.ts",
    find: '"sessions.expires_at > now()"',
    replace: '"sessions.expires_at is not null"',
  },
  {
    mistake: "tokens are stored as they are",
    file: "src/auth/sessions.ts",
    find: 'return createHash("sha256").update(token).digest("base64url");',
    replace: "return createHash === undefined ? \"\" : token;",
  },
  {
    mistake: "a new password leaves other sessions open",
    file: "src/auth/sessions.queries.ts",
    find: "delete from sessions where user_id = $1 and hash <> $2",
    replace: "delete from sessions where user_id = $1 and hash <> $2 and false",
  },
  {
    mistake: "a new password needs no old one",
    file: "src/auth/accounts.ts",
    find: "if ((await userWith(req, user.email, currentPassword)) === undefined) {",
    replace: "if ((await userWith(req, user.email, currentPassword)) === null) {",
  },
  {
    mistake: "common passwords are taken",
    file: "src/auth/passwords.ts",
    find: "!common.has(password.toLowerCase())",
    replace: "!common.has(password.repeat(9))",
  },
  {
    mistake: "passwords may be guessed without end",
    file: "src/auth/attempts.ts",
    find: "refuseAfter(loginLimit(req), both);",
    replace: "refuseAfter(1000 * loginLimit(req), both);",
  },
  {
    mistake: "one address may try its passwords on every account",
    file: "src/auth/attempts.ts",
    find: "[address, email]) refuseAfter",
    replace: "[email]) refuseAfter",
  },
  {
    mistake: "one account may be tried from every address",
    file: "src/auth/attempts.ts",
    find: "[address, email]) refuseAfter",
    replace: "[address]) refuseAfter",
  },
  {
    mistake: "anyone who mistypes a password locks out everybody behind the same address",
    file: "src/auth/attempts.ts",
    find: "const both = `${address} ${email}`;",
    replace: "const both = `${address} either`;",
  },
  {
    mistake: "right passwords are counted as guesses",
    file: "src/auth/attempts.ts",
    find: "if (result === undefined) for",
    replace: "if (result !== null) for",
  },
  {
    mistake: "accounts may be made without end",
    file: "src/auth/attempts.ts",
    find: "  refuseAfter(10 * loginLimit(req), key);\n  add",
    replace: "  refuseAfter(1000 * loginLimit(req), key);\n  add",
  },
  {
    mistake: "registration is open although it is closed",
    file: "src/app.ts",
    find: '  if (settings.REGISTRATION === "closed") app.use("/api/auth/register", registrationClosed);\n',
    replace: "  void registrationClosed;\n",
  },
  {
    mistake: "every password is hashed at once",
    file: "src/auth/turns.ts",
    find: "running >= 2)",
    replace: "running >= 200)",
  },
  {
    mistake: "one address keeps all others waiting",
    file: "src/auth/turns.ts",
    find: "  lines.delete(address);\n  if (others.length > 0) lines.set(address, others);",
    replace: "  if (others.length > 0) lines.set(address, others);\n  else lines.delete(address);",
  },
  {
    mistake: "tokens and accounts are kept by browsers and proxies",
    file: "src/auth/auth.routes.ts",
    find: '"no-store"',
    replace: '"public"',
  },
  {
    mistake: "requests are not limited",
    file: "src/http/limits.ts",
    find: "count > RATE_LIMIT",
    replace: "count > 1000 * RATE_LIMIT",
  },
  {
    mistake: "the answer shows the hash of the password",
    file: "src/auth/users.queries.ts",
    find: 'created_at as "createdAt"`;',
    replace: 'created_at as "createdAt", password_hash as "passwordHash"`;',
  },
  {
    mistake: "a row shows whose e-mail address it belongs to",
    file: "src/books/books.queries.ts",
    find: 'books.owner_id as "ownerId",',
    replace: 'books.owner_id as "ownerId",\n  (select email from users where users.id = books.owner_id) as "ownerEmail",',
  },
  {
    mistake: "an embedded user shows the e-mail address",
    file: "src/books/books.queries.ts",
    find: "select id, name from users",
    replace: "select id, name, email from users",
  },
  {
    mistake: "fields that nobody knows are taken",
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
    mistake: "every page is the first",
    file: "src/books/books.queries.ts",
    find: "(query.page - 1) * query.limit",
    replace: "query.page * 0",
  },
  {
    mistake: "the total counts one page",
    file: "src/books/books.queries.ts",
    find: "total: count!.total",
    replace: "total: Math.min(query.limit, count!.total)",
  },
  {
    mistake: "a page may be of any size",
    file: "src/http/params.ts",
    find: "min(1).max(100).default(20)",
    replace: "min(1).default(20)",
  },
  {
    mistake: "a list is always sorted upwards",
    file: "src/database/sql.ts",
    find: '"${sort.slice(1)}" desc',
    replace: '"${sort.slice(1)}" asc',
  },
  {
    mistake: "% and _ find everything",
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
    mistake: "numbers in an address are read loosely",
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
    mistake: "the table allows a value twice that must be unique",
    file: "migrations/0004_create_books.sql",
    find: "isbn text not null unique",
    replace: "isbn text not null",
  },
  {
    mistake: "a number may be larger than its rule",
    file: "src/reviews/reviews.schemas.ts",
    find: "rating: z.int32().min(1).max(5)",
    replace: "rating: z.int32().min(1)",
  },
  {
    mistake: "the table takes a number that the schema refuses",
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
    mistake: "one e-mail address makes two accounts",
    file: "src/auth/auth.schemas.ts",
    find: "z.string().trim().toLowerCase()",
    replace: "z.string().trim()",
  },
  {
    mistake: "an answer with 500 shows what went wrong inside",
    file: "src/problem-from.ts",
    find: "Internal server error.${reason}`",
    replace: "Internal server error.${String(error)}${reason}`",
  },
  {
    mistake: "/ready is always content",
    file: "src/http/health.ts",
    find: '  await database.query("select 1");\n',
    replace: "  void database;\n",
  },
  {
    mistake: "every web page may use the API from a browser",
    file: "src/http/security.ts",
    find: "origin = allowed.length > 0 && allowed",
    replace: 'origin = allowed.length >= 0 ? "*" : ""',
  },
  {
    mistake: "no header tells browsers what our pages may do",
    file: "src/app.ts",
    find: "  app.use(secureHeaders);\n",
    replace: "  void secureHeaders;\n",
  },
  {
    mistake: "a body may be of any size",
    file: "src/http/json.ts",
    find: 'limit: "100kb"',
    replace: 'limit: "100mb"',
  },
];

test("every mistake can be made", () => {
  expect(stale("bookshelf", breakages)).toEqual([]);
});

describe("The tests of a generated repo notice when", () => {
  const folder = folderForThisFile();

  test.each(sampled(breakages))("$mistake", async (breakage) => {
    await expectNoticed("bookshelf", breakage, folder);
  });
});
