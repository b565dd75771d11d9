// Keys: fit for Git, GitHub and every file system, whatever somebody is called; known students keep theirs.
import fc from "fast-check";
import { expect, test } from "vitest";
import { enrol } from "../../src/roster/enrolment.ts";
import { keyPattern, newKey, slugOf } from "../../src/roster/keys.ts";
import { hostileText } from "../support/arbitrary.ts";
import { git, temporary } from "../support/sandbox.ts";

test.each([
  ["Ann O'Neil", "ann-o-neil"], ["Zoë Müller-Straße", "zoe-muller-strasse"], ["Łukasz Øster", "lukasz-oster"], ["Işıl Đặng", "isil-dang"], ["../../etc/passwd", "etc-passwd"],
  ["NUL", "student-nul"], ["com1", "student-com1"], ["-rf", "rf"], ["HEAD", "head"], ["main.lock", "main-lock"], ["ﬁona ４2", "fiona-42"], ["李小龙", ""], ["x".repeat(90), "x".repeat(32)],
])("%j becomes %j", (text, slug) => {
  expect(slugOf(text)).toBe(slug);
});

test("a name without a letter of ASCII takes the next text, else a number of its own", () => {
  expect(newKey(["李小龙", "bruce"], new Set())).toBe("bruce");
  expect(newKey(["李小龙"], new Set())).toMatch(/^student-[0-9a-f]{8}$/);
  expect(newKey(["李小龙"], new Set())).not.toBe(newKey(["성룡"], new Set()));
});

test("any text gives a fit key, the same one each time, and never a taken one", () => {
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

test("Git takes every key as a branch", async () => {
  const keys = ["HEAD", "@", "a..b", "x.lock", "con", "a~b^c:d", "{@}", "é", "-x", "main"].map((text) => newKey([text], new Set()));
  for (const key of keys) expect(await git(temporary(), "check-ref-format", "--branch", key)).toBe(key);
});

test("those who are known keep their keys, wherever they stand, and a mended cell is taken over", () => {
  const [ann, bo] = [{ name: "Ann Lee", username: "ann" }, { name: "Bo" }];
  const first = enrol([{ members: [ann] }, { members: [bo] }], []).students;
  const again = enrol([{ members: [{ name: "Ann Lee", username: "ann2" }] }, { members: [{ ...bo, username: "bo" }] }, { members: [{ ...ann, email: "ann@example.com" }] }], first);
  expect(again.students).toEqual([
    { key: "ann-lee", members: [{ ...ann, email: "ann@example.com" }] }, { key: "bo", members: [{ name: "Bo", username: "bo" }] }, { key: "ann-lee-ann2", members: [{ name: "Ann Lee", username: "ann2" }] },
  ]);
  expect(again.added.map(({ key }) => key)).toEqual(["ann-lee-ann2"]);
  expect(enrol([{ members: [bo] }], first).missing.map(({ key }) => key)).toEqual(["ann-lee"]);
});
