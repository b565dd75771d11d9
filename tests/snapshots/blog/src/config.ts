// Settings: read from the environment and checked at start. The app stops at a wrong one and names it.
import { existsSync, promises } from "node:fs";
import { parseEnv } from "node:util";
import { z } from "zod";
import { wholeNumber } from "./numbers.ts";

const partsOf = (text: string) => text.split(/[\s,]+/).filter(Boolean);
const powerOfTwo = (value: number) => Number.isInteger(Math.log2(value));
const notPower = { error: ({ input }: { input: unknown }) => `${String(input)} is not a power of 2` };

// Browsers send the origin of a page: its address without a path, and without a slash at the end.
const notLike = ({ input }: { input: unknown }) => `"${String(input)}" is not like https://example.com`;
const origin = z.url({ protocol: /^https?$/, hostname: /^[^*]+$/, error: notLike })
  .transform((url) => new URL(url).origin);

const example = "postgres://user:password@host:5432/name, or postgres:///name?host=/folder for a socket";
const inPassword = "in its password, write %40 for @, %23 for #, %25 for %, %2F for / and %3F for ?";
// What is special in an address is written in its password as % and two digits.
const encoded = /^\w+:\/\/([^:@/]*(:([^@#%/?\s]|%[\da-f]{2})*)?@)?[^@]*$/i;
const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, { error: `write ${example}, without quotes`, abort: true })
  .regex(encoded, { error: inPassword, abort: true })
  .refine((url) => URL.canParse(url), `write ${example}`);

const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  HOST: z.string().optional(),
  PORT: wholeNumber(z.int().min(0).max(65_535).default(3000)),
  SITE_URL: origin.optional(),
  DATABASE_URL: databaseUrl.optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  CORS_ORIGINS: z.string().default("").transform(partsOf).pipe(z.array(origin)),
  COOKIE_SECURE: z.enum(["auto", "true", "false"]).default("auto"),
  REGISTRATION: z.enum(["open", "closed"]).default("open"),
  TRUST_PROXY: wholeNumber(z.int().min(0).max(10).default(0)),
  RATE_LIMIT: wholeNumber(z.int().min(1).default(300)),
  LOGIN_LIMIT: wholeNumber(z.int().min(1).default(10)),
  PASSWORD_COST: wholeNumber(z.int().min(2).max(131_072).refine(powerOfTwo, notPower).default(16_384)),
});

export type Config = z.infer<typeof schema>;

// In the project, wherever the app is started. Tests set their own values, so they never read your .env.
const file = new URL("../.env", import.meta.url);
if (process.env.NODE_ENV !== "test" && existsSync(file)) await readEnvFile();

export const config: Config = read(process.env);

/** Adds the values in .env to the environment, which has precedence. */
async function readEnvFile(): Promise<void> {
  const cannotRead = ({ message }: Error) => cannotStart(`.env cannot be read: ${message}`);
  // Some editors of Windows write a byte order mark, or two bytes for each character.
  const text = await promises.readFile(file, "utf8").catch(cannotRead);
  if (text.includes("\0")) cannotStart(".env is stored as UTF-16: save it as UTF-8");
  const lines = [...text.matchAll(/^[\uFEFF\t ]*(?:export +)?([^\s#=:]+)[\t ]*(=?)/gm)];
  // Such a line would set nothing, and the line after it would be lost as well.
  const cut = lines.find(([, name = "", sign]) => name in schema.shape && sign === "");
  if (cut !== undefined) cannotStart(`.env: "=" is missing after ${cut[1]}. See .env.example`);
  const names = lines.map(([, name = ""]) => name);
  // The names of PostgreSQL itself are for a server that runs in a container.
  const unknown = names.filter((name) => !(name in schema.shape || name.startsWith("POSTGRES_")));
  if (unknown.length > 0) console.warn(`.env: ${unknown.join(", ")} is no setting here. See .env.example`);
  Object.assign(process.env, { ...parseEnv(text.replace("\uFEFF", "")), ...process.env });
}

function read(env: NodeJS.ProcessEnv): Config {
  // `PORT=` in .env is an empty string, but it means "not set".
  const trimmed = Object.entries(env).map(([name, value = ""]) => [name, value.trim() || undefined]);
  const result = schema.safeParse(Object.fromEntries(trimmed), { error: reasonFor });
  if (!result.success) {
    const reasons = result.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
    cannotStart(`${reasons.join("; ")}. See .env.example`);
  }
  if (result.data.NODE_ENV === "production" && result.data.DATABASE_URL === undefined) {
    cannotStart("DATABASE_URL is not set: in production the app needs a PostgreSQL server. See .env.example");
  }
  return result.data;
}

/**
 * What is wrong with a number or a choice. DATABASE_URL, which contains a password, is not repeated: the
 * schema has sentences of its own for it.
 */
function reasonFor(issue: z.core.$ZodRawIssue): string {
  const value = JSON.stringify(issue.input);
  if (issue.code === "invalid_value") return `${value} is not one of ${issue.values.join(", ")}`;
  if (issue.code === "too_small") return `${value} is less than ${issue.minimum}`;
  if (issue.code === "too_big") return `${value} is more than ${issue.maximum}`;
  return `${value} is not a whole number`;
}

/** Ends the process with a message, for wrong settings and other problems that a stack does not explain. */
export function cannotStart(reason: string): never {
  console.error(`Cannot start: ${reason}.`);
  process.exit(1);
}
