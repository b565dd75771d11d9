// Hidden keepers: a private row keeps only what its owner or an admin could delete.
import { describe, expect, test } from "vitest";
import { checkResources } from "../../src/project/resource/check-resources.ts";
import { parseResource } from "../../src/project/resource/parse-resource.ts";
import { UserError } from "../../src/user-error.ts";

const check = (...specs: string[]) => checkResources(specs.map(parseResource));
const visit = "visit:private doctor:ref(doctor):restrict";

describe("A private row that keeps another one", () => {
  test.each([
    ["members", ["doctor:members name:string", visit]],
    ["everyone", ["doctor name:string", visit]],
    ["everyone, and that may be missing", ["doctor name:string", "visit:private doctor:ref(doctor)?:restrict"]],
  ])("is refused where the other belongs to %s", (_, specs) => {
    expect(() => check(...specs)).toThrow(UserError);
    expect(() => check(...specs)).toThrow(
      '"doctor:ref(doctor)" in "visit" would tell users who cannot delete their "doctor" about a private "visit". '
        + 'Write cascade, write clear and a ? at its end, add own to "doctor:ref(doctor)" in "visit", or name readers: visit:members.',
    );
  });

  test.each([
    ["by a row of its owner", ["house name:string", "room:private house:ref(house)", "lamp:private room:ref(room):restrict"], '"house:ref(house)" in "room"'],
    ["by a row of an admin", ["house name:string", "room:admin house:ref(house)", "lamp:private room:ref(room):restrict"], '"house:ref(house)" in "room"'],
    ["by a row that may be missing", ["house name:string", "room:private house:ref(house)?:cascade", "lamp:private room:ref(room):restrict"], '"house:ref(house)" in "room"'],
    ["twice", ["street name:string", "house:private street:ref(street)", "room:private house:ref(house)", "lamp:private room:ref(room):restrict"], '"street:ref(street)" in "house"'],
  ])("is refused where the other goes with what somebody else deletes, %s", (_, specs, own) => {
    expect(() => check(...specs)).toThrow(`add own to ${own}, or`);
  });

  test.each([
    ["keeps what is private too", ["doctor:private name:string", visit]],
    ["keeps a row of its owner", ["doctor name:string", `${visit}:own`]],
    ["keeps a row of admins", ["doctor:admin name:string", visit]],
    ["keeps one that goes with a row of its owner", ["house name:string", "room:private house:ref(house):own", "lamp:private room:ref(room):restrict"]],
    ["keeps one that is only cleared by others", ["house name:string", "room:private house:ref(house)?", "lamp:private room:ref(room):restrict"]],
    ["keeps one of its own kind, in a circle", ["a1x:private b:ref(b1x)?:restrict", "b1x:private a:ref(a1x)?:cascade"]],
    ["goes with it, or is cleared", ["doctor name:string", "visit:private doctor:ref(doctor) second:ref(doctor)?"]],
    ["can be seen by those who could delete it", ["doctor name:string", "visit:members doctor:ref(doctor):restrict"]],
    ["points to an account", ["visit:private doctor:ref(user):restrict"]],
  ])("is allowed where it %s", (_, specs) => {
    expect(() => check(...specs)).not.toThrow();
  });
});
