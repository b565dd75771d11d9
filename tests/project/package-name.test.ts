// Package name: names derived from the name of a folder.
import { basename } from "node:path";
import { expect, test } from "vitest";
import { packageName, titleFrom } from "../../src/project/package-name.ts";

test.each([
  ["my-api", "my-api", "My API"],
  ["Mon Été", "mon-ete", "Mon Été"],
  ["Straße 7", "strasse-7", "Straße 7"],
  ["Łódź", "lodz", "Łódź"],
  ["my_API.v2", "my-api-v2", "My API.v2"],
  ["  spaced  ", "spaced", "Spaced"],
  ["Ann's shop", "anns-shop", "Ann's Shop"],
  ["iPhone-crm", "iphone-crm", "iPhone CRM"],
  ["shop🛒", "shop", "Shop🛒"],
  ["@scope", "scope", "@scope"],
])("the folder %j gives the package name %j and the title %j", (folder, name, title) => {
  expect(packageName(folder)).toBe(name);
  expect(titleFrom(folder)).toBe(title);
});

test.each(["Проект", "项目", "🛒", "---", "."])("the folder %j gives no package name", (folder) => {
  expect(() => packageName(folder)).toThrow("No package name can be made from the folder name");
});

test("the top folder of a disk is refused", () => {
  expect(() => packageName(basename("/"))).toThrow("The top folder of a disk has no name. Name one in it, such as my-api.");
});
