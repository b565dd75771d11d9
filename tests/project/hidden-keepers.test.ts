// Hidden keepers: a private row may restrict only rows that its owner or an admin can delete.
import { describe, expect, test } from "vitest";
import { checkResources } from "../../src/project/resource/check-resources.ts";
import { parseResource } from "../../src/project/resource/parse-resource.ts";
import { UserError } from "../../src/user-error.ts";

const check = (...specs: string[]) => checkResources(specs.map(parseResource));
const visit = "visit:private doctor:ref(doctor):restrict";

describe("A private row with a restrict reference", () => {
  test.each([
    ["members", ["doctor:members name:string", visit]],
    ["everyone", ["doctor name:string", visit]],
    ["everyone, with an optional reference", ["doctor name:string", "visit:private doctor:ref(doctor)?:restrict"]],
  ])("is refused if its target belongs to %s", (_, specs) => {
    expect(() => check(...specs)).toThrow(UserError);
    expect(() => check(...specs)).toThrow(
      '"doctor:ref(doctor)" in "visit" would tell users who cannot delete their "doctor" about a private "visit". '
        + 'Write cascade, write clear and a ? at its end, add own to "doctor:ref(doctor)" in "visit", or name readers: visit:members.',
    );
  });

  test.each([
    ["through a row of its owner", ["house name:string", "room:private house:ref(house)", "lamp:private room:ref(room):restrict"], '"house:ref(house)" in "room"'],
    ["through a row of an admin", ["house name:string", "room:admin house:ref(house)", "lamp:private room:ref(room):restrict"], '"house:ref(house)" in "room"'],
    ["through an optional reference", ["house name:string", "room:private house:ref(house)?:cascade", "lamp:private room:ref(room):restrict"], '"house:ref(house)" in "room"'],
    ["through two rows", ["street name:string", "house:private street:ref(street)", "room:private house:ref(house)", "lamp:private room:ref(room):restrict"], '"street:ref(street)" in "house"'],
  ])("is refused if its target can be deleted with a row of somebody else, %s", (_, specs, own) => {
    expect(() => check(...specs)).toThrow(`add own to ${own}, or`);
  });

  test.each([
    ["restricts a private row", ["doctor:private name:string", visit]],
    ["restricts a row of its owner", ["doctor name:string", `${visit}:own`]],
    ["restricts a row of admins", ["doctor:admin name:string", visit]],
    ["restricts one that is deleted with a row of its owner", ["house name:string", "room:private house:ref(house):own", "lamp:private room:ref(room):restrict"]],
    ["restricts one whose reference is only cleared", ["house name:string", "room:private house:ref(house)?", "lamp:private room:ref(room):restrict"]],
    ["is part of a circle of private rows", ["a1x:private b:ref(b1x)?:restrict", "b1x:private a:ref(a1x)?:cascade"]],
    ["cascades or clears instead", ["doctor name:string", "visit:private doctor:ref(doctor) second:ref(doctor)?"]],
    ["can be read by those who could delete its target", ["doctor name:string", "visit:members doctor:ref(doctor):restrict"]],
    ["references a user", ["visit:private doctor:ref(user):restrict"]],
  ])("is allowed if it %s", (_, specs) => {
    expect(() => check(...specs)).not.toThrow();
  });
});
