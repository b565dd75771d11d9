// Seed: fills an empty database with examples.
import { hashPassword, passwordFits } from "../auth/passwords.ts";
import { findUserByEmail, insertUser } from "../auth/users.queries.ts";
import { config } from "../config.ts";
import { insertExamples } from "./examples.ts";
import { alone } from "./migrate.ts";

export const demo = { name: "Demo", email: "demo@example.com", password: "demo-password" };

/** Does nothing if the demo user exists. In production nobody can log in as the demo user. */
export async function seed(): Promise<void> {
  await alone(async (tx) => {
    if ((await findUserByEmail(demo.email, tx)) !== undefined) return;
    const production = config.NODE_ENV === "production";
    const password = production ? "" : await hashPassword(demo.password);
    // const owner = await insertUser({ ...demo, password{{! }}
    // {{~#if roles}}, role: production ? "member" : {{json roles.[1]}}{{/if}} }, tx);
    // {{#specimen}}
    const owner = await insertUser({ ...demo, password, role: production ? "member" : "author" }, tx);
    // {{/specimen}}
    await insertExamples(owner, tx);
    const how = production ? "Nobody can log in with them." : `Log in as ${demo.email} with ${demo.password}`;
    console.log(`Added examples. ${how}`);
  });
}

/** Whether the demo user exists and still has the public password. */
export async function demoCanLogIn(): Promise<boolean> {
  const user = await findUserByEmail(demo.email);
  return user !== undefined && user.passwordHash !== "" && passwordFits(demo.password, user.passwordHash);
}
