// Together view: the fields of a resource that are unique together, for templates.
import { ownerWord } from "../../project/resource/together.ts";
import type { Resource } from "../../project/resource/resource.ts";
import type { FieldView } from "./field-view.ts";

export interface TogetherView {
  /** the fields in words: "book and owner" */
  words: string;
  /** their values of a row `made`, as members of an object in code, the owner left out */
  same: string;
  /** the name of the first of them in JSON */
  first: string;
  /** whether no other rule is about one of these fields, so that an error can only be about this rule */
  alone: boolean;
  /** who a test has break the rule, in code: another user, where the owner makes no difference */
  who: string;
  /** whether each owner has a combination of their own */
  byOwner: boolean;
  /** the columns as a list in SQL, and the name of the index: with the first column in it, from which an error gets its field */
  columns: string;
  index: string;
  /** the fields themselves */
  fields: FieldView[];
}

/** The rules of a resource, in the order in which they were asked for. */
export function togetherView({ plural, fields: asked, together }: Resource, fields: FieldView[]): TogetherView[] {
  return together.map((rule, at) => {
    const alone = together.every((other, position) => position === at || !other.some((name) => rule.includes(name) && name !== ownerWord));
    const named = rule.flatMap((camel) => fields[asked.findIndex(({ name }) => name.camel === camel)] ?? []);
    const byOwner = rule.includes(ownerWord);
    return {
      words: new Intl.ListFormat("en-GB").format([...named.map(({ words }) => words), ...(byOwner ? [ownerWord] : [])]),
      same: named.map(({ name }) => `${name}: made.${name}`).join(", "),
      first: named[0]?.name ?? "",
      alone,
      who: byOwner ? "token" : "token: await newcomer()",
      byOwner,
      columns: [...named.map(({ column }) => column), ...(byOwner ? ["owner_id"] : [])].join(", "),
      index: `${plural.snake}_${named[0]?.rawColumn}_key`,
      fields: named,
    };
  });
}
