// Book schemas: the input from a client, and the output of the API.
import { z } from "zod";
import { wholeNumber } from "../numbers.js";
import { documentResource, includeOf, listQuery, publicUser, rowNamed, rowOf } from "../resource.js";

const fields = {
  title: z.string().trim().min(1).max(200),
  isbn: z.string().trim().min(1).max(200),
  pages: z.int32().min(1).nullable(),
  format: z.enum(["hardcover", "paperback", "ebook"]),
  publishedOn: z.iso.date().refine((day) => day >= "0001", "There is no year 0.").nullable(),
  authorId: z.int32().min(1),
};

// The input. `strictObject` refuses unlisted names, so nobody can set ownerId.
export const bookInput = z.strictObject({
  ...fields,
  pages: fields.pages.default(null),
  format: fields.format.default("paperback"),
  publishedOn: fields.publishedOn.default(null),
});

// A change can leave out any field, which then keeps its value.
export const bookChanges = z.strictObject(fields).partial();

const book = rowOf(fields);

// The rows that ?include can embed in a row.
const embeddable = { author: rowNamed("Author"), owner: publicUser };

// The filters of a list: ?field=value. Query parameters are text, from which numbers are parsed.
export const bookQuery = listQuery(book).extend(includeOf(embeddable)).extend({
  q: z.string().trim().min(1).max(100).optional(),
  title: z.string().max(200).optional(),
  isbn: z.string().max(200).optional(),
  pages: wholeNumber(z.int32()).optional(),
  format: fields.format.optional(),
  publishedOn: fields.publishedOn.unwrap().optional(),
  authorId: wholeNumber(z.int32()).optional(),
});

// The query of a single row. Made once, because a schema takes longer to make than to use.
export const bookInclude = bookQuery.pick({ include: true });

documentResource({
  path: "/api/books", one: "Book", many: "Books", embeddable,
  problems: [409],
  row: book, input: bookInput, changes: bookChanges, query: bookQuery,
});
