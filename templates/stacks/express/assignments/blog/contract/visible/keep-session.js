// Checks of keep-session: log a browser in.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  const register = (options) =>
    app.http("POST /register", {
      form: { name: "Ann", email: `${app.word()}@example.com`, password: "a long enough password" },
      ...options,
    });

  test("a registration logs the browser in, with a cookie that no script can read", async () => {
    const { status, headers } = await register();
    assert.equal(status, 303, `The form was answered with ${status} instead of 303.`);
    const cookie = headers.getSetCookie().find((each) => each.startsWith("session=")) ?? "";
    assert.match(
      headers.get("cache-control") ?? "",
      /no-store/,
      "The answer with the cookie can be stored: it needs Cache-Control: no-store.",
    );
    assert.match(cookie, /Expires=/i, "The cookie does not expire with its session.");
    assert.match(cookie, /HttpOnly/i, "The cookie of the session is missing, or scripts can read it.");
    const account = await app.http("GET /account", { headers: { cookie: cookie.split(";")[0] } });
    assert.equal(account.status, 200, `With the cookie, /account answered ${account.status} instead of 200.`);
  });

  test("the session before the login is deleted", async () => {
    const before = await app.user();
    await register({ session: before.session });
    const rows = await app.sql("select 1 from sessions where user_id = $1", [before.id]);
    assert.equal(rows.length, 0, "The old session still works: somebody else could know its token.");
  });
}
