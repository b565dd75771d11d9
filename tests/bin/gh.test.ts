// The real gh: logged in to the simulated GitHub, which uses https here and is called github.test. A proxy leads gh
// and Git from that name to the server, because gh accepts no port.
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeCertificate, startGitHub, token, type GitHub } from "../support/github.ts";
import { has } from "../support/needs.ts";
import { startProxy, type Proxy } from "../support/proxy.ts";
import { cleanEnvironment, git, programs, run, temporary } from "../support/sandbox.ts";
import { filesHolding, spellingsOf } from "../support/traces.ts";

describe.skipIf(!has("The tests of the login at GitHub", "gh", "openssl"))("With gh", () => {
  const server = "https://github.test";
  let github: GitHub;
  let proxy: Proxy;
  let certificates: string;
  /** Trust in the certificate: by Node.js, by Git, and by gh. */
  let trust: Record<"NODE_EXTRA_CA_CERTS" | "GIT_SSL_CAINFO" | "SSL_CERT_FILE", string>;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    certificates = realpathSync(mkdtempSync(join(tmpdir(), "certificates-")));
    const { keyFile, certFile } = makeCertificate(certificates);
    trust = { NODE_EXTRA_CA_CERTS: certFile, GIT_SSL_CAINFO: certFile, SSL_CERT_FILE: certFile };
    github = await startGitHub({ key: readFileSync(keyFile, "utf8"), cert: readFileSync(certFile, "utf8") });
    proxy = await startProxy(Number(new URL(github.url).port));
  }, 120_000);
  afterAll(async () => {
    proxy.close();
    rmSync(certificates, { recursive: true, force: true });
    await github.close();
  });
  beforeEach(() => {
    github.reset();
    env = cleanEnvironment(undefined, { GITHUB_API_URL: github.env.GITHUB_API_URL, GITHUB_SERVER_URL: server, HTTPS_PROXY: proxy.url, ...trust });
  });
  afterEach(() => expect(github.defects).toEqual([]));

  /** Logs in with gh, as a user does once. */
  async function logIn(): Promise<void> {
    const { exitCode, stderr } = await execa("gh", ["auth", "login", "--hostname", "github.test", "--with-token"], { env, extendEnv: false, input: token, reject: false });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(github.requests).toContain("GET /");
  }

  describe("the login of gh", () => {
    test("is used on its own, and takes precedence over a token in the environment", async () => {
      await logIn();
      github.state.tokens.set("another", "bob");
      const cwd = temporary();
      const { exitCode, stdout, stderr } = await run(["my-blog", "--yes", "--github"], { cwd, env: { ...env, GITHUB_TOKEN: "another" } });
      expect([exitCode, stderr]).toEqual([0, ""]);
      expect(stdout).toContain(`✔ Published to ${server}/ann/my-blog (private)\n`);
      expect(await git(github.folderOf("ann/my-blog"), "log", "--format=%s", "main")).toBe("First commit");
      const keptByGh = join(env.HOME ?? "", ".config/gh");
      const holding = await Promise.all([cwd, env.HOME ?? ""].map((folder) => filesHolding(folder, spellingsOf(token))));
      expect(holding.flat().filter((file) => !file.startsWith(keptByGh))).toEqual([]);
      const again = await run(["publish"], { cwd: join(cwd, "my-blog"), env });
      expect(again).toMatchObject({ exitCode: 0, stderr: "" });
      expect(again.stdout).toContain("Nothing to do");
    });

    test("is required before anything is written, naming the host to log in to", async () => {
      const cwd = temporary();
      expect(await run(["my-blog", "--yes", "--github"], { cwd, env })).toMatchObject({
        exitCode: 1,
        stderr: "gh is not logged in to GitHub, and neither GH_TOKEN nor GITHUB_TOKEN is set. Log in: gh auth login --hostname github.test",
      });
      expect(existsSync(join(cwd, "my-blog"))).toBe(false);
    });

    test("that GitHub no longer accepts is reported, with the advice to log in again", async () => {
      await logIn();
      github.state.tokens.clear();
      expect(await run(["my-blog", "--yes", "--github"], { cwd: temporary(), env })).toMatchObject({
        exitCode: 1,
        stderr: "github.test does not accept the login of gh. Run gh auth login again.",
      });
    });
  });

  test("without gh, the token in the environment is used", async () => {
    const cwd = temporary();
    const PATH = `${programs({ gh: "exit 127" })}:${process.env.PATH}`;
    const { exitCode, stderr } = await run(["my-blog", "--yes", "--github", "--public"], { cwd, env: { ...env, PATH, GH_TOKEN: token, GITHUB_TOKEN: "another" } });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(github.state.repos.get("ann/my-blog")).toMatchObject({ private: false });
  });

  test.each([
    ["Node.js", "NODE_EXTRA_CA_CERTS", 1, /^localhost:\d+ shows a certificate that Node\.js does not trust \(\w*CERT\w*\)\. If it is your organisation's, set NODE_EXTRA_CA_CERTS to the file of its certificate, and try again\.$/],
    ["Git", "GIT_SSL_CAINFO", 3, /github\.test shows a certificate that Git does not trust\. If it is your organisation's, set GIT_SSL_CAINFO to the file of its certificate, and try again\./],
  ])("a certificate that %s does not trust is reported with the variable that fixes it", async (_, variable, code, sentence) => {
    const cwd = temporary();
    const { exitCode, stdout, stderr } = await run(["my-blog", "--yes", "--github"], { cwd, env: { ...env, [variable]: undefined, GITHUB_TOKEN: token } });
    expect(code === 1 ? stderr : stdout).toMatch(sentence);
    expect(exitCode).toBe(code);
    if (code === 1) expect(existsSync(join(cwd, "my-blog"))).toBe(false);
    else expect(await git(join(cwd, "my-blog"), "status", "--porcelain")).toBe("");
  });
});
