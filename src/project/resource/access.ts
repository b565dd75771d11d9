// Access: who can read and change the rows of a resource, as a word after its name: `note:private`.
import pluralize from "pluralize";
import { nearest } from "../../nearest.ts";
import { shown } from "../../shown.ts";
import { UserError } from "../../user-error.ts";
import { userRef, type Access, type Resource } from "./resource.ts";

export const accessWords: Record<Access, string> = {
  private: "only its owner can read and change a row",
  members: "signed-in users can read a row, and its owner can change it",
  public: "everyone can read a row, and its owner can change it",
  admin: "everyone can read a row, and admins can create and change rows",
};

const all = "read, create, change, delete";

/** Who can do what with a row: a visitor, a signed-in user, its owner, and an admin who does not own it. */
export const permissions: Record<Access, Record<"visitor" | "member" | "owner" | "admin", string>> = {
  private: { visitor: "nothing", member: "create", owner: all, admin: "create" },
  members: { visitor: "nothing", member: "read, create", owner: all, admin: "read, create" },
  public: { visitor: "read", member: "read, create", owner: all, admin: "read, create" },
  admin: { visitor: "read", member: "read", owner: "read", admin: all },
};

/** Whether admins write the rows of any of these resources. */
export function hasAdmins(resources: Resource[]): boolean {
  return resources.some(({ access }) => access === "admin");
}

/** Words in names whose rows nobody expects to be public, in the singular. */
const personal = new Set(
  `account address appointment bill booking budget cart chat claim contact conversation credential customer debt
  diagnosis diary employee expense goal grade habit health income invoice journal letter medical medication memo
  message mood note notification order password patient payment payslip prescription purchase reminder
  reservation salary secret subscription symptom task timesheet todo todolist transaction transfer treatment
  wallet workout`.split(/\s+/),
);

/**
 * @param words the words after the name, between colons: ["private"]
 * @throws UserError unless it is one access word, or nothing
 */
export function parseAccess(words: string[], name: string): Access | undefined {
  const [word, ...more] = words;
  if (word === undefined) return undefined;
  const known = Object.keys(accessWords) as Access[];
  if (more.length > 0)
    throw new UserError(
      `${shown(name)} is followed by more than one word: ${words.map((each) => shown(each)).join(", ")}.`,
      "Leave one.",
    );
  const [before = "", plural] = word.split("/");
  if (plural !== undefined)
    throw new UserError(
      `The plural of ${shown(name)} stands before the colon.`,
      `Write ${shown(`${name}/${plural}:${before}`)}.`,
    );
  const access = known.find((each) => each === word);
  if (access !== undefined) return access;
  throw new UserError(
    `${shown(word)} after the resource ${shown(name)} does not say who can read it.`,
    nearest(word, known),
  );
}

/** Resources that would be public although their name, or what they require, says otherwise, and nobody said so. */
export function doubtful(resources: Resource[]): Resource[] {
  const hidden = new Set(resources.filter(hidesRows).map(({ singular }) => singular.kebab));
  for (let before = -1; before < hidden.size; ) {
    before = hidden.size;
    for (const resource of resources)
      if (resource.access === undefined && isPersonal(resource, hidden)) hidden.add(resource.singular.kebab);
  }
  return resources.filter(({ access, singular }) => access === undefined && hidden.has(singular.kebab));
}

/** @throws UserError that names both ways, where nobody can be asked */
export function refuseDoubtful(resources: Resource[]): void {
  const [first] = doubtful(resources);
  if (first === undefined) return;
  const name = first.singular.kebab;
  throw new UserError(
    `Everyone could read each ${shown(name)}, and its name, or what it requires, suggests otherwise.`,
    `Write ${ways(name)}.`,
  );
}

/** Whether visitors without a login see none of the rows. */
function hidesRows({ access }: Resource): boolean {
  return access !== undefined && permissions[access].visitor === "nothing";
}

function ways(name: string): string {
  const each = Object.entries(accessWords).map(([word, says]) => `"${name}:${word}" (${says})`);
  return new Intl.ListFormat("en-GB", { type: "disjunction" }).format(each);
}

function isPersonal({ singular, fields }: Resource, hidden: Set<string>): boolean {
  return (
    singular.kebab.split("-").some((word) => personal.has(word) || personal.has(pluralize.singular(word))) ||
    fields.some(({ ref, optional }) => ref !== undefined && ref !== userRef && !optional && hidden.has(ref))
  );
}
