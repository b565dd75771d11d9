// The questions, in a real terminal.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hasTmux, openPane } from "../support/pane.ts";
import { ann, cleanEnvironment, names, programs, temporary } from "../support/sandbox.ts";

const inTerminal = test.skipIf(!hasTmux);

inTerminal("Enter to every question makes the default project, installed", async () => {
  const cwd = temporary();
  const env = cleanEnvironment();
  env.PATH = `${programs({ npm: "echo added > installed.txt" })}:${env.PATH}`;
  const pane = await openPane({ cwd, env });
  await pane.shows("❯ Blog: ");
  await pane.press("Enter");
  await pane.shows("Folder (my-blog)");
  await pane.press("Enter");
  await pane.shows("❯ TypeScript");
  await pane.press("Enter");
  await pane.shows("Run npm install (Y/n)");
  await pane.press("Enter");
  const { exitCode, screen } = await pane.ends();
  expect(screen).toContain("✔ Made the first commit on main\n✔ Ran npm install\n");
  expect(exitCode).toBe(0);
  expect(existsSync(join(cwd, "my-blog", "installed.txt"))).toBe(true);
});

inTerminal("the arrow keys choose another idea, which brings its own questions, and another language", async () => {
  const cwd = temporary();
  const pane = await openPane({ cwd });
  await pane.shows("❯ Blog: ");
  await pane.press("Down");
  await pane.shows("❯ REST API: ");
  await pane.press("Up");
  await pane.shows("❯ Blog: ");
  await pane.press("Down", "Enter");
  await pane.shows("Folder (my-api)");
  await pane.press("Enter");
  await pane.shows("❯ TypeScript");
  await pane.press("Down");
  await pane.shows("❯ JavaScript");
  await pane.press("Enter");
  await pane.shows("A resource, such as");
  await pane.press("Enter");
  await pane.shows("Run npm install (Y/n)");
  await pane.type("n");
  await pane.press("Enter");
  expect((await pane.ends()).exitCode).toBe(0);
  const receipt = JSON.parse(readFileSync(join(cwd, "my-api", ".backend-starter.json"), "utf8")) as { log: { answers: { idea: string; language: string; resources: string[] } }[] };
  expect(receipt.log[0]?.answers).toMatchObject({ idea: "api", language: "js", resources: { length: 3 } });
  expect(existsSync(join(cwd, "my-api", "src/app.js"))).toBe(true);
});

inTerminal("a wrong answer is refused at its question, and can be mended there", async () => {
  const cwd = temporary();
  writeFileSync(join(cwd, "taken"), "");
  const pane = await openPane({ cwd, args: ["--idea", "api"] });
  await pane.shows("Folder");
  await pane.type("taken");
  await pane.press("Enter");
  await pane.shows("is a file. Choose another folder.");
  await pane.press("C-u");
  await pane.type("my shop");
  await pane.press("Enter");
  await pane.shows("Language");
  await pane.press("Enter");
  await pane.shows("A resource, such as");
  await pane.type("book title:strng");
  await pane.press("Enter");
  await pane.shows("Did you mean string?");
  await pane.press("BSpace", "BSpace", "BSpace", "BSpace", "BSpace");
  await pane.type("string author:ref(author)");
  await pane.press("Enter");
  await pane.shows("Next resource (Enter when done)");
  await pane.press("Enter");
  await pane.shows("points at a resource that does not exist");
  await pane.type("author name:string");
  await pane.press("Enter");
  await pane.shows("done) author name:string");
  await pane.press("Enter");
  await pane.shows("Run npm install");
  await pane.type("n");
  await pane.press("Enter");
  const { exitCode, screen } = await pane.ends();
  expect(screen).toContain('  cd "my shop"\n  npm install\n');
  expect(exitCode).toBe(0);
  const receipt = JSON.parse(readFileSync(join(cwd, "my shop", ".backend-starter.json"), "utf8")) as { log: { answers: { resources: string[] } }[] };
  expect(receipt.log[0]?.answers.resources).toEqual(["author name:string", "book title:string author:ref(author)"]);
});

inTerminal("an author is asked for where Git knows none, with a default", async () => {
  const cwd = temporary();
  const pane = await openPane({ cwd, env: cleanEnvironment(""), args: ["my-api", "--language", "js", "--resource", "book title:string", "--no-install"] });
  await pane.shows("Author (The My API authors)");
  await pane.type("Zoë O'Neil");
  await pane.press("Enter");
  expect((await pane.ends()).exitCode).toBe(0);
  expect(readFileSync(join(cwd, "my-api", "LICENSE"), "utf8")).toContain("Zoë O'Neil");
});

inTerminal("what the flags answer is not asked", async () => {
  const pane = await openPane({ cwd: temporary(), args: ["my-api", "--language", "ts", "--resource", "book title:string", "--no-install"] });
  const { exitCode, screen } = await pane.ends();
  expect([exitCode, screen.includes("?")]).toEqual([0, false]);
});

inTerminal("a wrong flag is refused before the first question", async () => {
  const pane = await openPane({ cwd: temporary(), args: ["--license", "nonsense"] });
  const { exitCode, screen } = await pane.ends();
  expect(screen).not.toContain("Folder");
  expect(exitCode).toBe(1);
});

const questions = ["REST API: ", "Folder", "Language", "A resource, such as", "Author", "Run npm install"];
inTerminal.each(questions.flatMap((question) => ["C-c", "C-d"].map((key): [string, string] => [key, question])))("%s at %j stops with nothing written", async (key, question) => {
  const cwd = temporary();
  const pane = await openPane({ cwd, env: cleanEnvironment("") });
  for (const each of questions) {
    await pane.shows(each);
    if (each === question) break;
    await pane.press(...(each === "REST API: " ? ["Down", "Enter"] : ["Enter"]));
  }
  await pane.press(key);
  const { exitCode, screen } = await pane.ends();
  expect(screen).toContain("\nStopped. Nothing was written.\n");
  expect(exitCode).toBe(130);
  expect(names(cwd)).toEqual([]);
});

inTerminal("a signal from elsewhere stops a question too", async () => {
  const cwd = temporary();
  const pane = await openPane({ cwd });
  await pane.shows("REST API: ");
  process.kill(await pane.pid(), "SIGTERM");
  const { exitCode, screen } = await pane.ends();
  expect(screen).toContain("\nStopped. Nothing was written.\n");
  expect(exitCode).toBe(130);
  expect(names(cwd)).toEqual([]);
});

inTerminal("a narrow window is enough", async () => {
  const cwd = temporary();
  const pane = await openPane({ cwd, width: 24 });
  await pane.shows("REST API");
  await pane.press("Down", "Enter");
  await pane.shows("Folder");
  await pane.type("a-name-that-is-longer-than-the-window");
  await pane.press("Enter");
  await pane.shows("Language");
  await pane.press("Enter");
  await pane.shows("A resource");
  await pane.press("Enter");
  await pane.shows("Run npm install");
  await pane.type("n");
  await pane.press("Enter");
  expect((await pane.ends()).exitCode).toBe(0);
  expect(names(cwd)).toEqual(["a-name-that-is-longer-than-the-window"]);
});

inTerminal("Ctrl-C during the install keeps the repo, says so, and exits 3", async () => {
  const cwd = temporary();
  const env = cleanEnvironment(ann);
  // Something that it started takes no notice of Ctrl-C.
  env.PATH = `${programs({ npm: "(trap '' INT TERM; sleep 60) &\nsleep 60" })}:${env.PATH}`;
  const pane = await openPane({ cwd, env, args: ["my-blog", "--yes", "--install"] });
  await pane.shows("Running npm install");
  await pane.press("C-c");
  const { exitCode, screen } = await pane.ends();
  expect(screen).toContain("Stopped npm install: the repo is whole, its dependencies are not installed");
  expect(exitCode).toBe(3);
  expect(names(join(cwd, "my-blog"))).toContain(".git");
});
