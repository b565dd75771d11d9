// Checks of expired-sessions: end old sessions.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a session that has ended finds no user", async () => {
    const { id, session } = await app.user();
    assert.equal(
      (await app.http("GET /api/auth/me", { session, mayFail: true })).status,
      200,
      "A session that has not ended must work.",
    );
    await app.sql("update sessions set expires_at = now() - interval '1 second' where user_id = $1", [id]);
    const { status } = await app.http("GET /api/auth/me", { session });
    assert.equal(status, 401, `An old token was answered with ${status} instead of 401.`);
  });
}
