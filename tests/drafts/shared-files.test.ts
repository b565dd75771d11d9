// Shared files: files that all projects have use the resources of the project, and not those of the bookshelf.
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { createProject } from "../../src/project/project.ts";
import { renderProject } from "../../src/render/render-project.ts";

const catalog = openCatalog();

test("a project about doctors mentions no books or authors in any file", () => {
  const answers = {
    name: "clinic", title: "Clinic", description: "Doctors and their appointments.", author: "Ann O'Neil", license: "MIT",
    idea: "api", stack: "express", database: "postgres", language: "ts", manager: "npm", options: [...(catalog.stacks.get("express")?.options.keys() ?? [])],
    resources: ["doctor:public name:string", "appointment:private at:datetime doctor:ref(doctor)"],
  };
  const draft = renderProject({ project: createProject({ catalog, created: "2026-11-22", answers }), version: "0.0.0" });
  const files = [...draft].filter(([path]) => /^(src|tests|docs|migrations|seeds|public)\/|^[^/]+\.(md|ts|json)$|\.env\.example/.test(path) && !["package-lock.json", "CODE_OF_CONDUCT.md"].includes(path));
  const foreign = files.flatMap(([path, text]) => text.split("\n").filter((line) => /\b(books?|bookshelf|authors?|reviews?|isbn|published)(?!")\b/i.test(line)).map((line) => `${path}: ${line.trim()}`));
  expect(foreign).toEqual([]);
  expect(draft.get("src/database/examples.ts")).toContain("doctors#1");
});
