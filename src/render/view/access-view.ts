// Access view: what templates see of who can read and change the rows of a resource.
import { permissions } from "../../project/resource/access.ts";
import type { Access, Resource } from "../../project/resource/resource.ts";
import { distinct, type Target } from "./reference-target.ts";
import type { FieldView } from "./field-view.ts";

export interface AccessView {
  /** whether only the owner sees a row, or only signed-in users; otherwise everyone does */
  private: boolean;
  members: boolean;
  admin: boolean;
  /** whether reading requires a login */
  guarded: boolean;
  /** one sentence, for the first line of its routes */
  rule: string;
  /** who reads, creates and changes, and who can do what, for the README */
  readers: string;
  creators: string;
  changers: string;
  permissions: (typeof permissions)[Access];
  /** references that can only be set to a row of the same user, and those of them that a complete row sets */
  owned: FieldView[];
  ownedSet: FieldView[];
  ownedTargets: Target[];
  /** whether a complete row needs the token of its owner, because it sets such a reference */
  needsOwner: boolean;
  /** what its routes take from the file about ownership, as a list in code */
  checks: string;
  /** the status of changing a row of another user */
  forbidden: number;
}

const owners = { creators: "signed in", changers: "its owner" };
const rules = {
  public: { ...owners, rule: "Everyone can read; only the owner can change a row.", readers: "everyone" },
  members: {
    ...owners,
    rule: "Signed-in users can read; only the owner can change a row.",
    readers: "signed-in users",
  },
  private: { ...owners, rule: "Only the owner can read or change a row.", readers: "its owner" },
  admin: {
    rule: "Everyone can read; only admins can create and change rows.",
    readers: "everyone",
    creators: "admins",
    changers: "admins",
  },
};

export function accessView({ access = "public", singular }: Resource, fields: FieldView[]): AccessView {
  const owned = fields.filter(({ own }) => own);
  const ownedSet = owned.filter(({ sample }) => sample !== "null");
  const isPrivate = access === "private";
  return {
    private: isPrivate,
    members: access === "members",
    admin: access === "admin",
    guarded: permissions[access].visitor === "nothing",
    ...rules[access],
    permissions: permissions[access],
    owned,
    ownedSet,
    ownedTargets: distinct(owned.flatMap(({ target }) => target ?? [])).filter(
      (target) => target.singular.kebab !== singular.kebab,
    ),
    needsOwner: ownedSet.length > 0,
    checks: ["found", owned.length > 0 ? "mustNameOwn" : "", isPrivate || access === "admin" ? "" : "mustOwn"]
      .filter((name) => name !== "")
      .join(", "),
    forbidden: isPrivate ? 404 : 403,
  };
}

/** A private resource whose unique fields are so for each owner: no conflict tells anybody what others have. */
export function uniquePerOwner(resource: Resource): Resource {
  const { access, fields, together } = resource;
  if (access !== "private") return resource;
  const alone = fields.filter(({ unique }) => unique).map(({ name }) => [name.camel, "owner"]);
  return {
    ...resource,
    fields: fields.map((field) => ({ ...field, unique: false })),
    together: [...together.map((rule) => (rule.includes("owner") ? rule : [...rule, "owner"])), ...alone],
  };
}
