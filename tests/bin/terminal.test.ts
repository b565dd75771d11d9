// Questions: asked and answered in a real terminal.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { isAlive } from "../../src/system/process.ts";
import { hasTmux, openPane, type Pane } from "../support/pane.ts";
import { ann, bin, cleanEnvironment, names, programs, run, temporary } from "../support/sandbox.ts";

const inTerminal = test.skipIf(!hasTmux);

inTerminal("pressing Enter at every question creates and installs the default project", async () => {
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

inTerminal("the arrow keys choose another idea, with its own questions, and another language", async () => {
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

inTerminal("a wrong answer is refused at its question, and can be corrected there", async () => {
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
  await pane.shows("Plural of book (books)");
  await pane.press("Enter");
  await pane.shows("Next resource (Enter when done)");
  await pane.press("Enter");
  await pane.shows("points to a resource that does not exist");
  await pane.type("author name:string");
  await pane.press("Enter");
  await pane.shows("Plural of author (authors)");
  await pane.type("writers");
  await pane.press("Enter");
  await pane.shows("Plural of author writers");
  await pane.press("Enter");
  await pane.shows("Run npm install");
  await pane.type("n");
  await pane.press("Enter");
  const { exitCode, screen } = await pane.ends();
  expect(screen).toContain('  cd "my shop"\n  npm install\n');
  expect(exitCode).toBe(0);
  const receipt = JSON.parse(readFileSync(join(cwd, "my shop", ".backend-starter.json"), "utf8")) as { log: { answers: { resources: string[] } }[] };
  expect(receipt.log[0]?.answers.resources).toEqual(["author/writers name:string", "book title:string author:ref(author)"]);
});

inTerminal("the author is asked for, with a default, if Git knows none", async () => {
  const cwd = temporary();
  const pane = await openPane({ cwd, env: cleanEnvironment(""), args: ["my-api", "--language", "js", "--resource", "book title:string", "--no-install"] });
  await pane.shows("Author (The My API authors)");
  await pane.type("Zoë O'Neil");
  await pane.press("Enter");
  expect((await pane.ends()).exitCode).toBe(0);
  expect(readFileSync(join(cwd, "my-api", "LICENSE"), "utf8")).toContain("Zoë O'Neil");
});

inTerminal("questions that flags answer are not asked", async () => {
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

/** A run that waits at one of the questions, after the defaults for those before it. */
async function goTo(question: string, cwd: string): Promise<Pane> {
  const pane = await openPane({ cwd, env: cleanEnvironment("") });
  for (const each of questions) {
    await pane.shows(each);
    if (each === question) break;
    await pane.press(...(each === "REST API: " ? ["Down", "Enter"] : ["Enter"]));
  }
  return pane;
}

const questions = ["REST API: ", "Folder", "Language", "A resource, such as", "Author", "Run npm install"];
inTerminal.each(questions.flatMap((question) => ["C-c", "C-d"].map((key): [string, string] => [key, question])))("%s at the question %j stops the run, and writes nothing", async (key, question) => {
  const cwd = temporary();
  const pane = await goTo(question, cwd);
  await pane.press(key);
  const { exitCode, screen } = await pane.ends();
  expect(screen).toContain("\nStopped. Nothing was written.\n");
  expect(exitCode).toBe(130);
  expect(names(cwd)).toEqual([]);
});

inTerminal.each(questions.flatMap((question) => (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((signal): [NodeJS.Signals, string] => [signal, question])))("%s from another process at the question %j stops the run, and writes nothing", async (signal, question) => {
  const cwd = temporary();
  const pane = await goTo(question, cwd);
  process.kill(await pane.pid(), signal);
  const { exitCode, screen } = await pane.ends();
  expect(screen).toContain("\nStopped. Nothing was written.\n");
  expect(exitCode).toBe(130);
  expect(names(cwd)).toEqual([]);
});

inTerminal.each(questions)("closing the terminal at the question %j leaves no process behind", async (question) => {
  const cwd = temporary();
  const pane = await goTo(question, cwd);
  const pid = await pane.pid();
  await pane.close();
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  expect(names(cwd)).toEqual([]);
});

inTerminal("a repeated resource asks for confirmation, and an invalid name or field is refused at once", async () => {
  const cwd = temporary();
  const pane = await openPane({ cwd, args: ["my-api", "--idea", "api", "--language", "ts", "--no-install"] });
  const line = async (typed: string, answer: string) => {
    const before = await pane.countOf(answer); // An answered prompt stays on the screen.
    await pane.press("C-u");
    await pane.type(typed);
    await pane.press("Enter");
    await pane.shows(answer, before + 1);
  };
  await pane.shows("A resource, such as");
  await line("reference title:string", "already belongs to SQL");
  await line("book xmin:string", "already belongs to the database");
  await line("book owner:ref(user)", "already belongs to every row");
  await line("book part:ref(book)", "points to itself");
  await line("news title:string", '"news/news-items"');
  await line("book title:string", "Plural of book (books)");
  await line("book", "would be the same word");
  await line("book-copies", "Next resource");
  await line("book pages:integer", 'Replace "book/book-copies title:string" (y/N)');
  await line("y", "Plural of book (books)");
  await line("", "Next resource");
  await line("book title:string", 'Replace "book pages:integer" (y/N)');
  await line("", "Next resource");
  await pane.press("Enter");
  expect((await pane.ends()).exitCode).toBe(0);
  const receipt = JSON.parse(readFileSync(join(cwd, "my-api", ".backend-starter.json"), "utf8")) as { log: { answers: { resources: string[] } }[] };
  expect(receipt.log[0]?.answers.resources).toEqual(["book pages:integer"]);
});

inTerminal("the questions work in a window of 24 columns", async () => {
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

inTerminal("Ctrl-C during the install keeps the project, reports it, and exits with 3", async () => {
  const cwd = temporary();
  const env = cleanEnvironment(ann);
  // A child of npm ignores Ctrl-C.
  env.PATH = `${programs({ npm: "(trap '' INT TERM; sleep 60) &\nsleep 60" })}:${env.PATH}`;
  const pane = await openPane({ cwd, env, args: ["my-blog", "--yes", "--install"] });
  await pane.shows("Running npm install");
  await pane.press("C-c");
  const { exitCode, screen } = await pane.ends();
  expect(screen).toContain("Stopped npm install: the project is complete, but without its dependencies");
  expect(exitCode).toBe(3);
  expect(names(join(cwd, "my-blog"))).toContain(".git");
});

/** Starts `create` with a Git that ignores signals and never ends, and sends two signals. Returns the exit code. */
async function signalTwice(cwd: string, env: NodeJS.ProcessEnv): Promise<number | undefined> {
  const pids = join(temporary(), "pids");
  const hanging = programs({ git: `echo $$ >> ${pids}\ntrap '' INT TERM HUP\nwhile :; do sleep 1; done` });
  const running = execa(process.execPath, [bin, "my-blog", "--yes"], { cwd, env: { ...env, PATH: `${hanging}:${env.PATH}` }, extendEnv: false, reject: false, stdin: "ignore" });
  onTestFinished(() => readFileSync(pids, "utf8").trim().split("\n").forEach((pid) => isAlive(Number(pid)) && process.kill(Number(pid), "SIGKILL")));
  await expect.poll(() => existsSync(pids), { timeout: 20_000 }).toBe(true);
  running.kill("SIGTERM");
  setTimeout(() => running.kill("SIGINT"), 500);
  return (await running).exitCode;
}

test("a second signal ends the process, even if a child process ignores signals", async () => {
  const cwd = temporary();
  expect(await signalTwice(cwd, cleanEnvironment("[user]\n\tname = Zoë\n"))).toBe(130); // Git is asked for this name.
  expect(names(cwd)).toEqual([]);
});

test("what a second signal leaves of a first commit is hidden, and the next run removes it", async () => {
  const cwd = temporary();
  const env = cleanEnvironment(ann);
  expect(await signalTwice(cwd, env)).toBe(130);
  expect(names(cwd)).toEqual([expect.stringMatching(/^\.my-blog\.backend-starter-/)]);
  const again = await run(["my-blog", "--yes"], { cwd, env });
  expect([again.exitCode, again.stdout]).toEqual([0, expect.stringContaining("Removed what an interrupted run had left")]);
  expect(names(cwd)).toEqual(["my-blog"]);
});
