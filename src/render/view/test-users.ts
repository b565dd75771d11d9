// Test users view: the users that the generated tests of a resource need, by the functions that register them.
import type { FieldView } from "./field-view.ts";
import type { Target } from "./reference-target.ts";

export interface TestUsersView {
  /** the function that registers a user who can create rows: "newcomer" */
  creator: string;
  /** whether only admins can delete a row that a row names; false if all users of the tests are admins */
  deletedByAdmins: boolean;
  /** the imports of the test support from that of the users, as a list in code: "newcomer, register" */
  users: string;
}

/** @param pointedAt whether other resources need rows of this one */
export function testUsersView({ byAdmins }: Target, fields: FieldView[], pointedAt: boolean): TestUsersView {
  const creator = byAdmins ? "newAdmin" : "newcomer";
  const registers = fields.some(({ toUser }) => toUser);
  return {
    creator,
    deletedByAdmins: !byAdmins && fields.some(({ target, sample }) => sample !== "null" && target?.byAdmins === true),
    users: [pointedAt ? creator : "", registers ? "register" : ""].filter((name) => name !== "").join(", "),
  };
}
