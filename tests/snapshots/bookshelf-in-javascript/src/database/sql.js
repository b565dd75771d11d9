// SQL parts: the parts of a statement that depend on the request. No name in them comes from a client.

/** For `update ... set`: `"name" = $2, "starts_on" = $3, updated_at = now()`. $1 is the id. */
export function assignments(changes) {
  const pieces = Object.keys(changes).map((name, at) => `"${columnOf(name)}" = $${at + 2}`);
  return [...pieces, "updated_at = now()"].join(", ");
}

/** "startsOn" -> "starts_on": the name of a field in JSON and of its column in SQL. */
function columnOf(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** For `order by`: "-createdAt" -> `"createdAt" desc, id desc`. The id breaks ties between pages. */
export function orderBy(sort) {
  return sort.startsWith("-") ? `"${sort.slice(1)}" desc, id desc` : `"${sort}" asc, id desc`;
}

/**
 * For `select`: ?include=owner adds `, to_json("owner".*) as "owner"`. Without `.*`, SQL would rather take a
 * column called owner of any joined table.
 */
export function embedded(names = []) {
  return names.map((name) => `, to_json("${name}".*) as "${name}"`).join("");
}

/** For `ilike`: finds the words anywhere. A % or _ is escaped, because it would match any characters. */
export function anywhere(words) {
  return words === undefined ? undefined : `%${words.replace(/[\\%_]/g, "\\$&")}%`;
}
