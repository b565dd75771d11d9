// Settings: read from the environment and checked at start. The app stops at a wrong one and names it.
import { existsSync } from "node:fs";
import { z } from "zod";
import { wholeNumber } from "./numbers.ts";

const partsOf = (text: string) => text.split(/[\s,]+/).filter(Boolean);
const powerOfTwo = (value: number) => Number.isInteger(Math.log2(value));

const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  HOST: z.string().optional(),
  PORT: wholeNumber(z.int().min(0).max(65_535).default(3000)),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  CORS_ORIGINS: z.string().default("").transform(partsOf).pipe(z.array(z.url())),
  // {{#if ideaKind.pages}}
  COOKIE_SECURE: z.enum(["auto", "true", "false"]).default("auto"),
  // {{/if}}
  REGISTRATION: z.enum(["open", "closed"]).default("open"),
  TRUST_PROXY: wholeNumber(z.int().min(0).max(10).default(0)),
  RATE_LIMIT: wholeNumber(z.int().min(1).default(300)),
  LOGIN_LIMIT: wholeNumber(z.int().min(1).default(10)),
  PASSWORD_COST: wholeNumber(z.int().min(2).max(131_072).refine(powerOfTwo, "A power of 2").default(16_384)),
});

export type Config = z.infer<typeof schema>;

// Tests set their own values, so they never read your .env or touch your data.
if (process.env.NODE_ENV !== "test" && existsSync(".env")) process.loadEnvFile();

export const config: Config = read(process.env);

function read(env: NodeJS.ProcessEnv): Config {
  // `PORT=` in .env is an empty string, but it means "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (!result.success) {
    const reasons = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    cannotStart(`${reasons.join("; ")}. See .env.example`);
  }
  if (result.data.NODE_ENV === "production" && result.data.DATABASE_URL === undefined) {
    cannotStart("DATABASE_URL is not set: in production the app needs a PostgreSQL server. See .env.example");
  }
  return result.data;
}

/** Ends the process with a message, for wrong settings and other problems that a stack does not explain. */
export function cannotStart(reason: string): never {
  console.error(`Cannot start: ${reason}.`);
  process.exit(1);
}
