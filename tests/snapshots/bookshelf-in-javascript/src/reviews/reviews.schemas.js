// What a review looks like, on its way in and on its way out.
import { z } from "zod";
import { wholeNumber } from "../numbers.js";
import { documentResource, listQuery, rowOf } from "../resource.js";

const fields = {
  rating: z.int32().min(1).max(5),
  body: z.string().trim().min(1).max(10_000),
  recommended: z.boolean(),
  bookId: z.int32().positive(),
};

// What a client may send. `strictObject` refuses every name that is not listed, so nobody can set ownerId.
export const reviewInput = z.strictObject({
  ...fields,
  recommended: fields.recommended.default(true),
});

// A change may leave out any field, and then that field stays as it is.
export const reviewChanges = z.strictObject(fields).partial();

const review = rowOf(fields);

// What a list may be filtered by: ?field=value. An address holds text, from which numbers are made.
export const reviewQuery = listQuery(review).extend({
  q: z.string().trim().min(1).max(100).optional(),
  rating: wholeNumber(z.int32()).optional(),
  recommended: z.enum(["true", "false"]).optional(),
  bookId: wholeNumber(z.int32()).optional(),
});

const names = { path: "/api/reviews", one: "Review", many: "Reviews" };
documentResource({ ...names, row: review, input: reviewInput, changes: reviewChanges, query: reviewQuery });
