// Fixtures: a word that nothing else uses.
import { randomBytes } from "node:crypto";

export function fixtures() {
  return { word: () => `w${randomBytes(6).toString("hex")}` };
}
