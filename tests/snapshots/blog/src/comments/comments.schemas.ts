// What a comment looks like, on its way in and on its way out.
import { z } from "zod";
import { prose } from "../http/text.ts";

export const commentInput = z.strictObject({ body: prose(2_000) });

// A comment in the API. `object` drops what is not listed, so that nothing else leaves the app.
export const publicComment = z.object({ id: z.int(), author: z.string(), body: z.string(), createdAt: z.iso.datetime() }).meta({ id: "Comment" });
