// Makes authors for tests.
import { call } from "./api.js";
import { unique } from "./unique.js";
import { newcomer } from "./users.js";

/** Everything that an author can hold. */
export async function anAuthor() {
  return {
    name: `Name ${unique()}`,
    born: new Date(unique() * 86_400_000).toISOString().slice(0, 10),
    bio: `Bio ${unique()}`,
  };
}

/** Makes an author for others to point at. It belongs to somebody new, unless a token says to whom. */
export async function idOfAuthor(owner) {
  const token = owner ?? (await newcomer());
  const { body } = await call("POST /api/authors", { token, body: await anAuthor() });
  return body.id;
}
