// The three pieces of SQL that a request decides about. Their names come from our schemas, never from a client.

/** For `update ... set`: `"title" = $2, "published_on" = $3, updated_at = now()`. $1 is left for the id. */
export function assignments(changes) {
  const pieces = Object.keys(changes).map((name, at) => `"${columnOf(name)}" = $${at + 2}`);
  return [...pieces, "updated_at = now()"].join(", ");
}

/** "publishedOn" -> "published_on": JSON and SQL write names of two words differently. */
function columnOf(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** For `order by`: "-createdAt" -> `"createdAt" desc`. */
export function orderBy(sort) {
  return sort.startsWith("-") ? `"${sort.slice(1)}" desc` : `"${sort}" asc`;
}

/** For `ilike`: the words at any place. A % or _ among them stands for itself, where `ilike` would read "any letters". */
export function anywhere(words) {
  return words === undefined ? undefined : `%${words.replace(/[\\%_]/g, "\\$&")}%`;
}
