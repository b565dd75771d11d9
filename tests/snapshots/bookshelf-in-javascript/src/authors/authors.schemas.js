// What an author looks like, on its way in and on its way out.
import { z } from "zod";
import { documentResource, listQuery, rowOf } from "../resource.js";

const fields = {
  name: z.string().trim().min(1).max(200),
  born: z.iso.date().refine((day) => day >= "0001", "There is no year 0.").nullable(),
  bio: z.string().trim().min(1).max(10_000).nullable(),
};

// What a client may send. `strictObject` refuses every name that is not listed, so nobody can set ownerId.
export const authorInput = z.strictObject({
  ...fields,
  born: fields.born.default(null),
  bio: fields.bio.default(null),
});

// A change may leave out any field, and then that field stays as it is.
export const authorChanges = z.strictObject(fields).partial();

const author = rowOf(fields);

// What a list may be filtered by: ?field=value. An address holds text, from which numbers are made.
export const authorQuery = listQuery(author).extend({
  q: z.string().trim().min(1).max(100).optional(),
  name: z.string().max(200).optional(),
  born: fields.born.unwrap().optional(),
});

const names = { path: "/api/authors", one: "Author", many: "Authors" };
documentResource({ ...names, row: author, input: authorInput, changes: authorChanges, query: authorQuery });
