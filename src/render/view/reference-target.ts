// Reference target: the names of a resource for templates of other resources, with the article.
import { nameFrom, type Name } from "../../project/resource/names.ts";
import { userRef, type Resource } from "../../project/resource/resource.ts";

export interface Target {
  singular: Name;
  plural: Name;
  article: string;
  Article: string;
  byAdmins: boolean;
}

export function targetOf({ singular, plural, access }: Pick<Resource, "singular" | "plural" | "access">): Target {
  const article = soundsLikeVowel(singular.words) ? "an" : "a";
  return { singular, plural, article, Article: article === "an" ? "An" : "A", byAdmins: access === "admin" };
}

/** Each target once, in the order in which they are named. */
export function distinct(targets: Target[]): Target[] {
  return [...new Map(targets.map((target) => [target.singular.kebab, target])).values()];
}

export const users: Target = targetOf({ singular: nameFrom(userRef), plural: nameFrom(`${userRef}s`) });

/** "an hour" but "a user", "a European": the sound decides, and these prefixes are the common exceptions. */
export function soundsLikeVowel(words: string): boolean {
  if (/^(hour|honest|honou?r|heir)/.test(words)) return true;
  return /^[aeiou]/.test(words) && !/^(uni([^nm]|$)|us[aeiu]|eu|ut[ei]|one\b|once)/.test(words);
}
