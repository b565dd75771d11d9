// Comment schemas: the input from a form, and the output of the API.
import { z } from "zod";
import { prose } from "../http/text.ts";

export const commentInput = z.strictObject({ body: prose(2_000) });

// A comment in the API. `object` drops fields that are not listed, so that nothing else leaves the app.
export const publicComment = z
  .object({ id: z.int(), author: z.string(), body: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: "Comment" });

export type PublicComment = z.infer<typeof publicComment>;
