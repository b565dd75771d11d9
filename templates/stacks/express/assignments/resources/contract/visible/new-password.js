// Checks of new-password: change a password and end sessions together.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  const ask = (path, json, session) => app.http(`POST /api/auth/${path}`, { json, session, mayFail: true });

  test("a password changes and the other sessions end together, or neither happens", async () => {
    const [name, email] = [app.word(), `${app.word()}@example.com`];
    const [oldOne, newOne] = [`${app.word()} old`, `${app.word()} new`];
    await ask("register", { name, email, password: oldOne });
    const logIn = async (password) => (await ask("login", { email, password })).body?.token;
    const [mine, other] = [await logIn(oldOne), await logIn(oldOne)];
    const change = () => ask("password", { currentPassword: oldOne, newPassword: newOne }, mine);
    const stateOf = async (session) => (await app.http("GET /api/auth/me", { session })).status;
    // A row that points to a session keeps it from being deleted.
    await app.sql("create table session_notes (hash text references sessions (hash))");
    try {
      await app.sql("insert into session_notes select hash from sessions");
      await change();
      assert.ok(
        await logIn(oldOne),
        "The sessions could not be ended, but the password has changed: use one transaction, and its handle for both.",
      );
    } finally {
      await app.sql("drop table session_notes");
    }
    // The rows that are there need not meet this rule until they are changed.
    await app.sql(`alter table users add constraint kept check (email <> '${email}') not valid`);
    try {
      await change();
      assert.equal(
        await stateOf(other),
        200,
        "The password could not be changed, but the sessions have ended: use one transaction, and its handle for both.",
      );
    } finally {
      await app.sql("alter table users drop constraint kept");
    }
    const { status } = await change();
    assert.equal(status, 204, `A new password was answered with ${status} instead of 204.`);
    assert.deepEqual([await stateOf(mine), await stateOf(other)], [200, 401], "Only the others end.");
    assert.ok(await logIn(newOne), "The new password must work.");
  });
}
