// Together view: the fields of a resource that are unique together, for templates.
import { ownerWord } from "../../project/resource/together.ts";
import type { Resource } from "../../project/resource/resource.ts";
import type { FieldView } from "./field-view.ts";

export interface TogetherView {
  /** the fields in words: "book and owner" */
  words: string;
  /** their values of a row `made`, as members of an object in code, without the owner */
  same: string;
  first: string;
  /** whether no other rule contains one of these fields, so that an error can only be about this rule */
  alone: boolean;
  /** the user with whom a test breaks the rule, in code: another user if the owner makes no difference */
  who: string;
  /** whether another user can use the same combination, and a test can show it */
  differsByOwner: boolean;
  /** the columns as an SQL list, and the index's name, which contains the first column so that an error can name it */
  columns: string;
  index: string;
  fields: FieldView[];
}

/** The rules of a resource, in the requested order. */
export function togetherView({ plural, fields: asked, together }: Resource, fields: FieldView[]): TogetherView[] {
  return together.map((rule, at) => {
    // Whether another user could send the same values.
    const shared = !fields.some(({ own, sample }) => own && sample !== "null");
    const alone = together.every(
      (other, position) => position === at || !other.some((name) => rule.includes(name) && name !== ownerWord),
    );
    const named = rule.flatMap((camel) => fields[asked.findIndex(({ name }) => name.camel === camel)] ?? []);
    const byOwner = rule.includes(ownerWord);
    return {
      words: new Intl.ListFormat("en-GB").format([...named.map(({ words }) => words), ...(byOwner ? [ownerWord] : [])]),
      same: named.map(({ name }) => `${name}: made.${name}`).join(", "),
      first: named[0]?.name ?? "",
      alone,
      who: byOwner || !shared ? "token" : "token: await newcomer()",
      differsByOwner: byOwner && shared,
      columns: [...named.map(({ column }) => column), ...(byOwner ? ["owner_id"] : [])].join(", "),
      index: `${plural.snake}_${named[0]?.rawColumn}_key`,
      fields: named,
    };
  });
}
