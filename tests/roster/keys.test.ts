// Keys: valid for Git, GitHub and every file system, whatever the name; known students keep theirs.
import fc from "fast-check";
import { expect, test } from "vitest";
import { enrol } from "../../src/roster/enrolment.ts";
import { keyPattern, newKey, slugOf } from "../../src/roster/keys.ts";
import { hostileText } from "../support/arbitrary.ts";
import { git, temporary } from "../support/sandbox.ts";

test.each([
  ["Ann O'Neil", "ann-o-neil"], ["Zoë Müller-Straße", "zoe-muller-strasse"], ["Łukasz Øster", "lukasz-oster"], ["Işıl Đặng", "isil-dang"], ["../../etc/passwd", "etc-passwd"],
  ["NUL", "student-nul"], ["com1", "student-com1"], ["-rf", "rf"], ["HEAD", "head"], ["main.lock", "main-lock"], ["ﬁona ４2", "fiona-42"], ["李小龙", ""], ["x".repeat(90), "x".repeat(32)],
])("the slug of %j is %j", (text, slug) => {
  expect(slugOf(text)).toBe(slug);
});

test("a name without ASCII letters takes the next text, or else a hash", () => {
  expect(newKey(["李小龙", "bruce"], new Set())).toBe("bruce");
  expect(newKey(["李小龙"], new Set())).toMatch(/^student-[0-9a-f]{8}$/);
  expect(newKey(["李小龙"], new Set())).not.toBe(newKey(["성룡"], new Set()));
});

test("any text gives a valid key, always the same, and never a used one", () => {
  fc.assert(fc.property(fc.array(hostileText, { minLength: 1, maxLength: 3 }), fc.nat(5), (texts, times) => {
    const taken = new Set<string>();
    for (let at = 0; at <= times; at += 1) {
      const key = newKey(texts, taken);
      expect(key).toMatch(keyPattern);
      expect(key.length).toBeLessThanOrEqual(80);
      expect(key).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$|--|-$/);
      expect(taken.has(key)).toBe(false);
      expect(newKey(texts, taken)).toBe(key);
      taken.add(key);
    }
  }));
});

test("Git accepts every key as a branch name", async () => {
  const keys = ["HEAD", "@", "a..b", "x.lock", "con", "a~b^c:d", "{@}", "é", "-x", "main"].map((text) => newKey([text], new Set()));
  for (const key of keys) expect(await git(temporary(), "check-ref-format", "--branch", key)).toBe(key);
});

test("known students keep their keys in any order, and their changed cells are updated", () => {
  const [ann, bo] = [{ name: "Ann Lee", username: "ann" }, { name: "Bo" }];
  const first = enrol([{ members: [ann] }, { members: [bo] }], []).students;
  const again = enrol([{ members: [{ name: "Ann Lee", username: "ann2" }] }, { members: [{ ...bo, username: "bo" }] }, { members: [{ ...ann, email: "ann@example.com" }] }], first);
  expect(again.students).toEqual([
    { key: "ann-lee", members: [{ ...ann, email: "ann@example.com" }] }, { key: "bo", members: [{ name: "Bo", username: "bo" }] }, { key: "ann-lee-ann2", members: [{ name: "Ann Lee", username: "ann2" }] },
  ]);
  expect(again.added.map(({ key }) => key)).toEqual(["ann-lee-ann2"]);
  expect(enrol([{ members: [bo] }], first).missing.map(({ key }) => key)).toEqual(["ann-lee"]);
});
