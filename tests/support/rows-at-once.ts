// Rows at once: starts a new installed project with its printed commands, and waits for rows from its database.
import { join } from "node:path";
import { expect } from "vitest";
import { killGroup, startApp, type App } from "./app.ts";
import { ask } from "./http.ts";
import type { Person } from "./person.ts";
import { demo } from "./visitor.ts";

/** The token of the demo user, because some rows are private; none if the app has no login in its API. */
async function demoToken(app: App): Promise<string | undefined> {
  const { body } = await ask(app, "POST /api/auth/login", { body: demo });
  return (body as { token?: string } | undefined)?.token;
}

/** @param list a path that answers with rows */
export async function expectRows({ place, env }: Person, repo: string, command: string[], list = "/api/posts"): Promise<void> {
  const app = await startApp(join(place, repo), { command, env });
  const { status, body } = await ask(app, `GET ${list}`, { token: await demoToken(app) });
  expect(status).toBe(200);
  expect((body as { total: number }).total).toBeGreaterThan(0);
  killGroup(app.process, "SIGTERM");
  await app.ended;
}
