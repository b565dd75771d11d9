// Author schemas: the input from a client, and the output of the API.
import { z } from "zod";
import { documentResource, includeOf, listQuery, publicUser, rowOf } from "../resource.js";

const fields = {
  name: z.string().trim().min(1).max(200),
  born: z.iso.date().refine((day) => day >= "0001", "There is no year 0.").nullable(),
  bio: z.string().trim().min(1).max(10_000).nullable(),
};

// The input. `strictObject` refuses unlisted names, so nobody can set ownerId.
export const authorInput = z.strictObject({
  ...fields,
  born: fields.born.default(null),
  bio: fields.bio.default(null),
});

// A change can leave out any field, which then keeps its value.
export const authorChanges = z.strictObject(fields).partial();

const author = rowOf(fields);

// The rows that ?include can embed in a row.
const embeddable = { owner: publicUser };

// The filters of a list: ?field=value. Query parameters are text, from which numbers are parsed.
export const authorQuery = listQuery(author).extend(includeOf(embeddable)).extend({
  q: z.string().trim().min(1).max(100).optional(),
  name: z.string().max(200).optional(),
  born: fields.born.unwrap().optional(),
});

// The query of a single row. Made once, because a schema takes longer to make than to use.
export const authorInclude = authorQuery.pick({ include: true });

documentResource({
  path: "/api/authors", one: "Author", many: "Authors", embeddable,
  problems: [409],
  row: author, input: authorInput, changes: authorChanges, query: authorQuery,
});
