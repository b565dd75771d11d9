// Create order: what flags, preset, Git and answers to questions make of it, and which are refused before anything else.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { openCatalog, type Idea } from "../../src/catalog/catalog.ts";
import type { CreateRequest } from "../../src/cli/request.ts";
import type { Ask, Question } from "../../src/commands/ask.ts";
import { authorAt, checkFlags } from "../../src/commands/create/create-flags.ts";
import { licenseFor } from "../../src/commands/create/create-license.ts";
import { takeOrder, today } from "../../src/commands/create/create-order.ts";
import { environmentForEach } from "../support/in-process.ts";
import { writeIn } from "../support/marked-assignment.ts";
import { cleanEnvironment, temporary } from "../support/sandbox.ts";

const ada = "[user]\n\tname = Ada Byron\n";
environmentForEach(() => cleanEnvironment(ada));

const catalog = openCatalog();
const never = new AbortController().signal;
const [firstIdea] = catalog.ideas.keys();

function asked(flags: Partial<CreateRequest> = {}): CreateRequest {
  return { github: false, public: false, yes: false, dryRun: false, json: false, ...flags };
}

/** Answers questions by their messages, else with the default, and keeps them. */
function answering(answers: Record<string, unknown> = {}): { ask: Ask; questions: Question<unknown>[] } {
  const questions: Question<unknown>[] = [];
  const ask: Ask = async <T>(question: Question<T>) => {
    questions.push(question as Question<unknown>);
    const answer = (Object.hasOwn(answers, question.message) ? answers[question.message] : (question.default ?? question.choices?.[0]?.value ?? "")) as T;
    expect(await question.refuse?.(answer)).toBeUndefined();
    return answer;
  };
  return { ask, questions };
}

const take = (flags: Partial<CreateRequest>, ask?: Ask) => takeOrder({ asked: asked(flags), catalog, ask, during: (_, work) => work(), stop: never });

/** The message and the code of a refusal. */
const refused = (message: string, exitCode = 1) => expect.objectContaining({ message, exitCode }) as unknown;

test("with --yes and no other flag, everything has its default", async () => {
  const order = await take({ yes: true, directory: join(temporary(), "my-api") });
  expect(order).toMatchObject({
    target: { exists: false }, namesResources: false, git: true, gitAsked: false, install: false, publication: undefined,
    project: { name: "my-api", title: "My API", author: "Ada Byron", license: "MIT", created: today(), language: { id: "ts" }, idea: { id: firstIdea } },
  });
  expect(today()).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(order.project.owner).toBeUndefined();
});

test("flags are taken as they are, and --git and --install are remembered as such", async () => {
  const directory = join(temporary(), "my-api");
  const order = await take({ yes: true, directory, idea: "api", author: "Ann", language: "js", install: true, git: true, owner: "ann", title: "Mine", resources: ["book title:string"] });
  expect(order).toMatchObject({ namesResources: true, git: true, gitAsked: true, install: true, target: { path: directory }, project: { author: "Ann", title: "Mine", owner: "ann", language: { id: "js" } } });
  expect(await take({ yes: true, directory, git: false, author: "Ann" })).toMatchObject({ git: false, gitAsked: false });
});

test("without a terminal, all open questions are named at once", async () => {
  await expect(take({})).rejects.toEqual(refused("There is no terminal for questions, and the folder, --idea and --install or --no-install are missing. Add --yes to take the defaults.", 2));
  await expect(take({ json: true, directory: join(temporary(), "a"), idea: "blog", author: "Ann" })).rejects.toEqual(refused("With --json nothing is asked, and --install or --no-install is missing. Add --yes to take the defaults.", 2));
  await expect(take({ directory: join(temporary(), "a"), idea: "api", author: "Ann", install: false })).rejects.toEqual(refused("There is no terminal for questions, and --resource is missing. Add --yes to take the defaults.", 2));
  process.env.npm_config_title = "x";
  await expect(take({ directory: join(temporary(), "a") })).rejects.toThrow(/are missing\. npm consumed --title: put -- before our flags, as in "-- --yes"\.$/);
});

test("nothing is open if all is answered, and then nothing is asked", async () => {
  const flags = { directory: join(temporary(), "a"), idea: "blog", author: "Ann", install: false, language: "ts" };
  expect(await take(flags)).toMatchObject({ install: false, project: { name: "a" } });
  const { ask, questions } = answering();
  await take(flags, ask);
  expect(questions).toEqual([]);
});

test("questions come in order, with their choices and defaults, and their answers are used", async () => {
  const folder = join(temporary(), "shop");
  writeFileSync(join(process.env.HOME ?? "", ".gitconfig"), "");
  const { ask, questions } = answering({ Idea: "api", Folder: folder, Language: "js", Author: "Bo", "Run npm install": false });
  const order = await take({}, ask);
  expect(questions.map(({ type, message }) => [type, message])).toEqual([["list", "Idea"], ["input", "Folder"], ["list", "Language"], ["input", expect.stringMatching(/^A resource, such as "book title:string pages:integer\?" \(Enter for /)], ["input", "Author"], ["confirm", "Run npm install"]]);
  expect(questions.map((each) => each.default)).toEqual([undefined, "my-api", undefined, undefined, "The Shop authors", true]);
  expect(questions[0]?.choices?.map(({ value }) => value)).toEqual([...catalog.ideas.keys()]);
  expect(questions[2]?.choices).toEqual([{ name: "TypeScript", value: "ts" }, { name: "JavaScript", value: "js" }]);
  expect(order).toMatchObject({ install: false, namesResources: false, target: { path: folder }, project: { idea: { id: "api" }, language: { id: "js" }, author: "Bo", name: "shop", title: "Shop" } });
});

test("answers that are wrong are refused at their prompt, without a flag that nobody typed", async () => {
  writeFileSync(join(process.env.HOME ?? "", ".gitconfig"), "");
  const { ask, questions } = answering();
  await take({ directory: join(temporary(), "a"), idea: "blog", install: false, language: "ts" }, ask);
  expect(await questions[0]?.refuse?.("\u202E")).toBe('The author "\\u202E" contains an invisible control character. Type it again without that character.');
  const folders = answering({ Folder: join(temporary(), "b") });
  await take({ idea: "blog", install: false, author: "Ann", language: "ts" }, folders.ask);
  expect(await folders.questions[0]?.refuse?.(" ")).toBe("The folder's name is empty. Name a folder, such as my-api.");
});

test("--yes asks nothing where it could be asked", async () => {
  const { ask, questions } = answering();
  await take({ yes: true, directory: join(temporary(), "a") }, ask);
  expect(questions).toEqual([]);
});

const check = (flags: Partial<CreateRequest>) => checkFlags(asked(flags), catalog);

test("the likely target and the idea are known before the first question", async () => {
  const named = join(temporary(), "a");
  expect(await check({ directory: named, idea: "blog", author: "Ann" })).toMatchObject({ likely: named, first: { id: "blog" } });
  expect(await check({ author: "Ann" })).toMatchObject({ likely: join(process.cwd(), `my-${firstIdea}`), first: { id: firstIdea } });
  expect(await check({ author: "Ann", resources: ["book title:string"] })).toMatchObject({ first: { namesResources: true } });
  expect((await check({ author: "Ann", directory: "~/a" })).likely).toMatch(/^\/.*\/a$/);
});

test("a dry run installs nothing unless it is told to", async () => {
  const installs = async (flags: Partial<CreateRequest>) => (await check({ author: "Ann", ...flags })).asked.install;
  expect([await installs({}), await installs({ dryRun: true }), await installs({ dryRun: true, install: true }), await installs({ install: false })]).toEqual([undefined, false, true, false]);
  expect((await check({ dryRun: true })).asked.install).toBe(false);
});

test("the author of Git is taken if no flag names one, and said to be Git's", async () => {
  expect((await check({ origins: { title: "the preset" } })).asked).toMatchObject({ author: "Ada Byron", origins: { title: "the preset", author: "user.name in Git's settings" } });
  const flagged = await check({ author: "Ann" });
  expect([flagged.asked.author, flagged.asked.origins]).toEqual(["Ann", undefined]);
  expect(await authorAt(temporary())).toBe("Ada Byron");
});

test.each<[string, Partial<CreateRequest>, string]>([
  ["an unknown idea", { idea: "blogg" }, 'There is no idea "blogg". Did you mean blog?'],
  ["resources of an idea that has its own", { idea: "blog", resources: ["book title:string"] }, "The idea blog has its own resources. Leave out --resource, or choose another idea."],
  ["a resource that should be private", { resources: ["diary text:text"] }, ""],
  ["an unknown licence", { license: "mit2" }, ""],
  ["an unknown language", { language: "tsx" }, ""],
])("%s is refused before the first question", async (_, flags, says) => {
  await expect(check({ author: "Ann", ...flags })).rejects.toEqual(expect.objectContaining({ exitCode: 1, message: says === "" ? expect.any(String) as string : says }));
});

test("a doubtful resource of a custom idea is refused with its file", async () => {
  const folder = join(temporary(), "diaries");
  mkdirSync(folder);
  writeIn(folder, { "idea.json": JSON.stringify({ title: "T", description: "D", resources: ["diary text:text"] }) });
  const idea = relative(process.cwd(), folder);
  await expect(check({ author: "Ann", idea })).rejects.toThrow(`In "${join(idea, "idea.json")}": `);
  await expect(check({ author: "Ann", resources: ["diary text:text"] })).rejects.not.toThrow("In ");
  writeIn(folder, { "idea.json": JSON.stringify({ title: "T", description: "D", resources: ["diary:private text:text"] }) });
  expect((await check({ author: "Ann", idea })).first).toMatchObject({ id: "diaries" } satisfies Partial<Idea>);
});

const cloneOf = (license?: string) => ({ path: "/a", exists: true, clone: { repo: true, files: [], replaces: [], license } });

test.each<[string | undefined, string | undefined, string | undefined]>([
  [undefined, undefined, undefined],
  [undefined, "ISC", "ISC"],
  ["MIT License\n\nCopyright", undefined, "MIT"],
  ["  \nThe MIT License (MIT)", "MIT", "MIT"],
  ["ISC license", undefined, "ISC"],
  ["   Apache License\n  Version 2.0", "Apache-2.0", "Apache-2.0"],
])("with the LICENSE %j and the flag %j, the licence is %s", (text, flag, license) => {
  expect(licenseFor(cloneOf(text), flag, catalog)).toBe(license);
});

test("a folder without a clone has the licence that was asked for", () => {
  expect(licenseFor({ path: "/a", exists: false }, "ISC", catalog)).toBe("ISC");
});

test.each(["", "GNU General Public License", "Not the MIT License", "MITLicense", "MIT Licensed work"])("the LICENSE %j is unknown", (text) => {
  expect(() => licenseFor(cloneOf(text), undefined, catalog)).toThrow(
    "The LICENSE in the folder is not a known licence, so README and package.json could not name it. Create the project in a new folder, and copy the LICENSE into it.",
  );
});

test("a flag that asks for another licence is refused", () => {
  expect(() => licenseFor(cloneOf("MIT License"), "ISC", catalog)).toThrow(
    "The folder already has a LICENSE (MIT), and --license asks for ISC. Leave out --license, or remove the file and commit that.",
  );
});
