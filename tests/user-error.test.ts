// User errors: a sentence ends once, whatever another program said at its end.
import fc from "fast-check";
import { expect, test } from "vitest";
import { Refused } from "../src/grading/wanted.ts";
import { sentence } from "../src/system/fixes.ts";
import { UserError } from "../src/user-error.ts";

const said = fc.oneof(fc.string(), fc.array(fc.constantFrom(..."ab.!?…:;, \n\"'")).map((marks) => marks.join("")));

test("one that ends with what another program said has one mark at its end", () => {
  fc.assert(
    fc.property(said, (text) => {
      const ends = [
        new UserError(`Git said: ${text}.`).message,
        new UserError(`Git said: ${text}.`, "Mend that").message.slice(0, -" Mend that".length),
        new Refused(`Your zip file cannot be read: ${text}.`).message,
        sentence({ problem: `Git said: ${text}`, advice: "", commands: [] }).slice(0, -1),
      ];
      for (const end of ends) {
        expect(end).toMatch(/[.!?…]$/);
        expect(end).not.toMatch(/[\s.!?…:;,]\.$/);
      }
    }),
  );
});

test("other texts stay as they are", () => {
  for (const text of ["It is wrong.", 'There is no "a.".', "It is 1.5", "Really?", "Type a, b and so on …", ""]) expect(new UserError(text).message).toBe(text);
});
