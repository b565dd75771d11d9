// Half a field: what to write instead of a field whose name or type is missing.
import { fieldTypes } from "../../catalog/field-types.ts";
import { accessWords } from "./access.ts";
import { fieldWords } from "./field-words.ts";
import { wordAndArgument } from "./split.ts";

const usual = "Write name:type, such as title:string.";

/**
 * A sentence with the whole field.
 * @param text the half, such as "ref(author)", ":string", "min(1)" or "title"
 */
export function wholeField(text: string, resource: string): string {
  const half = text.replace(/^:|:$/g, "");
  if (half.length > 60) return usual;
  const { word, argument } = wordAndArgument(half.replace(/\?$/, ""));
  const hasTarget = argument !== undefined && argument !== "";
  if (word === "ref") return hasTarget ? `Write ${argument}:${half}.` : "Write author:ref(author).";
  if (fieldTypes.some((type) => type === word)) return `Write its name too, such as title:${half}.`;
  if (Object.hasOwn(accessWords, word)) return `Write it after the name of the resource: ${resource}:${word}.`;
  if (fieldWords.includes(word)) return `Write it after a name and a type, such as pages:integer:${half}.`;
  if (argument !== undefined || !/^[a-z][\w-]*$/i.test(half)) return usual;
  return `Write its type too, such as ${half}:string.`;
}
