// Fills an empty database with examples, so that there is something to look at. For development only.
import { hashPassword } from "../auth/passwords.js";
import { findUserByEmail, insertUser } from "../auth/users.queries.js";
import { config } from "../config.js";
import { insertExamples } from "./examples.js";
import { alone } from "./migrate.js";

export const demo = { name: "Demo", email: "demo@example.com", password: "demo-password" };

/** Does nothing when the demo user is there already. */
export async function seed() {
  if (config.NODE_ENV === "production") throw new Error("Seeds are not for production");
  const password = await hashPassword(demo.password);
  await alone(async (tx) => {
    if ((await findUserByEmail(demo.email, tx)) !== undefined) return;
    const owner = await insertUser({ ...demo, password }, tx);
    await insertExamples(owner, tx);
    console.log(`Added examples. Log in as ${demo.email} with the password ${demo.password}`);
  });
}
