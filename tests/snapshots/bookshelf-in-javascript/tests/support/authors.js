// Test authors: creates them.
import { call } from "./api.js";
import { unique } from "./unique.js";
import { newcomer } from "./users.js";

/** An author with every field. */
export async function anAuthor() {
  return {
    name: `Name ${unique()}`,
    born: new Date(unique() * 86_400_000).toISOString().slice(0, 10),
    bio: `Bio ${unique()}`,
  };
}

/** Creates an author for others to reference. It belongs to a new user, unless a token is given. */
export async function idOfAuthor(owner) {
  const token = owner ?? (await newcomer());
  const { body } = await call("POST /api/authors", { token, body: await anAuthor() });
  return body.id;
}
