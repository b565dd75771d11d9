// Text: user input, trimmed, not empty, limited, and without characters that no page or feed can contain.
import { z } from "zod";

const unprintable = "\\p{Cc}\\p{Cs}\\p{Noncharacter_Code_Point}";
const oneLine = new RegExp(`^[^${unprintable}]*$`, "u");
const manyLines = new RegExp(`^(\\n|\\t|[^${unprintable}])*$`, "u");

/** Text on one line, or other text of this pattern. */
export function line(longest: number, pattern = oneLine) {
  return z.string().trim().min(1).max(longest).regex(pattern, "Contains control characters.");
}

/** Text on several lines. Browsers send two characters for each line break; one is enough. */
export function prose(longest: number) {
  return z.string().transform((typed) => typed.replaceAll("\r\n", "\n")).pipe(line(longest, manyLines));
}
