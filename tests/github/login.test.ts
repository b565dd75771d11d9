// Login: where a token comes from, and what is said if there is none. In place of gh there are programs that answer like it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findLogin } from "../../src/github/login.ts";
import { messageOf } from "../support/canned.ts";
import { environmentForEach, replaceEnvironment } from "../support/in-process.ts";
import { cleanEnvironment, programs, temporary } from "../support/sandbox.ts";

environmentForEach(() => ({ ...cleanEnvironment(), PATH: temporary() }));

const host = { api: "https://api.github.com", server: "https://github.com", name: "github.com" };
const { signal } = new AbortController();

/** The login that is found with these variables, and with a gh that is this script. */
function login(env: NodeJS.ProcessEnv, gh?: string, at = host) {
  if (gh !== undefined) replaceEnvironment({ ...process.env, PATH: `${programs({ gh })}:/usr/bin:/bin` });
  return findLogin(at, env, signal);
}

test.each<[NodeJS.ProcessEnv, object]>([
  [{ GH_TOKEN: "one", GITHUB_TOKEN: "two" }, { token: "one", from: "GH_TOKEN" }],
  [{ GH_TOKEN: " ", GITHUB_TOKEN: " two\n" }, { token: "two", from: "GITHUB_TOKEN" }],
])("without gh, the variables %j give %j", async (env, found) => {
  expect(await login(env)).toEqual(found);
});

test("gh is asked as Git asks it, without prompts and without news, and its token comes first", async () => {
  const asked = join(temporary(), "asked");
  const script = `{ cat; echo "$@ $GH_PROMPT_DISABLED $GH_NO_UPDATE_NOTIFIER"; } > ${asked}; echo username=ann; echo 'password= three '`;
  expect(await login({ GH_TOKEN: "one" }, script, { ...host, server: "http://localhost:1", name: "localhost:1" })).toEqual({ token: "three", from: "gh" });
  expect(readFileSync(asked, "utf8")).toBe("protocol=http\nhost=localhost:1\n\nauth git-credential get 1 1\n");
});

test("a token that gh took from a variable is that variable's", async () => {
  expect(await login({ GITHUB_TOKEN: "two" }, "cat > /dev/null; echo password=two")).toEqual({ token: "two", from: "GITHUB_TOKEN" });
});

test("a gh that fails is not believed", async () => {
  const fails = "cat > /dev/null; echo password=three; exit 1";
  expect(await login({ GH_TOKEN: "one" }, fails)).toEqual({ token: "one", from: "GH_TOKEN" });
  expect(await messageOf(login({}, fails))).toBe("gh is not logged in to GitHub, and neither GH_TOKEN nor GITHUB_TOKEN is set. Log in: gh auth login");
});

test("on another server, the command to log in names it", async () => {
  const at = { ...host, server: "https://git.example.com", name: "git.example.com" };
  expect(await messageOf(login({ GH_TOKEN: "" }, "exit 1", at))).toBe(
    "gh is not logged in to GitHub, and neither GH_TOKEN nor GITHUB_TOKEN is set. Log in: gh auth login --hostname git.example.com",
  );
});

test("without gh and a token, the command that installs gh is not changed for another server", async () => {
  const at = { ...host, server: "https://git.example.com", name: "git.example.com" };
  const says = await messageOf(login({}, undefined, at));
  expect(says).toMatch(/^gh, GitHub's command line, is not installed, and neither GH_TOKEN nor GITHUB_TOKEN is set\. Install it/);
  expect(says).not.toContain("--hostname");
});

test.each(["a b", "tök", "a\u007f"])("the token %j is refused without showing it", async (token) => {
  expect(await messageOf(login({ GH_TOKEN: token }))).toBe("The token in GH_TOKEN contains a character that no token has. Copy it again from GitHub.");
});

test("a run that was stopped ends with its reason", async () => {
  const stop = AbortSignal.abort(new Error("Stopped."));
  expect(await messageOf(findLogin(host, { GH_TOKEN: "one" }, stop))).toBe("Stopped.");
});
