// Own names: a text about a sample item, as the same text about a resource of a project.
import { nameFrom, type Name } from "../project/resource/names.ts";
import type { Resource } from "../project/resource/resource.ts";
import { soundsLikeVowel } from "../render/view/reference-target.ts";

const [one, many] = [nameFrom("sample item"), nameFrom("sample items")];

/** Replaces every form of "sample item" and "sample items": in paths, code and sentences. */
export function namedAfter({ singular, plural }: Resource, text: string): string {
  const article = soundsLikeVowel(singular.words) ? "an" : "a";
  return pairs(many, plural)
    .concat([[`a ${one.words}`, `${article} ${singular.words}`]], pairs(one, singular))
    .reduce((done, [from, to]) => done.replaceAll(from, to), text);
}

function pairs(from: Name, to: Name): [string, string][] {
  return (Object.keys(from) as (keyof Name)[]).map((form) => [from[form], to[form]]);
}
