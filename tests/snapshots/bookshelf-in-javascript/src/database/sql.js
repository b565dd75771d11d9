// SQL parts: the parts of a statement that depend on the request. No name in them comes from a client.

/** For `update ... set`: `"name" = $2, "starts_on" = $3, updated_at = now()`. $1 is the id of the row. */
export function assignments(changes) {
  const columns = Object.keys(changes).map(columnOf);
  const pieces = columns.map((column, index) => `"${column}" = $${index + 2}`);
  return [...pieces, "updated_at = now()"].join(", ");
}

/** "startsOn" -> "starts_on": the name of a field in JSON and of its column in SQL. */
function columnOf(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** For `order by`: "-createdAt" -> `"createdAt" desc, id desc`. The id breaks ties between pages. */
export function orderBy(sort) {
  const direction = sort.startsWith("-") ? "desc" : "asc";
  return `"${sort.replace("-", "")}" ${direction}, id desc`;
}

/**
 * For `select`: ?include=owner adds `, to_json("owner".*) as "owner"`, the joined row as an object. With
 * `.*`, the name can only mean the row, and not a column of that name.
 */
export function embedded(names = []) {
  return names.map((name) => `, to_json("${name}".*) as "${name}"`).join("");
}

/** For `ilike`: finds the words anywhere. A % or _ is escaped, because it would match any characters. */
export function anywhere(words) {
  if (words === undefined) return undefined;
  // "$&" is the character that was found.
  return `%${words.replace(/[\\%_]/g, "\\$&")}%`;
}
