// A database server's address, as DATABASE_URL gives it.
import type { DatabaseKind } from "../../catalog/catalog.ts";

export interface Address {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** As the app's driver does it: none without `sslmode`, a strict one with it, unless it says "no-verify". */
  tls: "none" | "strict" | "trusting";
}

/** Why a database cannot be used. Neither text holds a password. */
export class Unusable extends Error {
  readonly advice: string;

  constructor(problem: string, advice: string) {
    super(problem);
    this.advice = advice;
  }
}

type Usual = Pick<DatabaseKind, "protocols" | "url" | "port" | "title">;

/**
 * Reads an address.
 *
 * @param usual the kind of database, whose port and user hold where the address names none
 * @throws Unusable, without the text itself: a password may stand in it
 */
export function addressIn(text: string, usual: Usual): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !usual.protocols.includes(url.protocol)) {
    throw new Unusable(`it is not the address of a ${usual.title} server`, `Write ${usual.protocols[0]}//user:password@host:${usual.port}/database.`);
  }
  const user = decoded(url.username) || new URL(usual.url).username;
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1") || "localhost",
    port: Number(url.port || usual.port),
    user,
    password: decoded(url.password),
    database: decoded(url.pathname.slice(1)) || user,
    tls: tlsOf(url.searchParams.get("sslmode") ?? "disable"),
  };
}

function tlsOf(mode: string): Address["tls"] {
  if (mode === "disable") return "none";
  return mode === "no-verify" ? "trusting" : "strict";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Unusable("it holds a % that stands for nothing", "Write %25 for a percent sign.");
  }
}
