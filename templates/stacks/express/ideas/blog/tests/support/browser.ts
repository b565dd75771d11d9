// Test browser: a client that keeps cookies, sends forms, and returns text.
import type { Role } from "../../src/auth/roles.ts";
import { setRole } from "../../src/auth/users.queries.ts";
import { call } from "./api.ts";
import { unique } from "./unique.ts";

export type Fields = Record<string, string>;

/** A response; `to` is the target of a redirect. */
export interface Page {
  status: number;
  html: string;
  to: string | null;
  headers: Headers;
}

export const password = "a long enough password";

export class Browser {
  readonly cookies = new Map<string, string>();
  readonly call: typeof call;

  /** @param app replaces the app that all tests share */
  constructor(app: typeof call = call) {
    this.call = app;
  }

  visit(path: string): Promise<Page> {
    return this.ask(`GET ${path}`);
  }

  /** Sends a form, and does not follow the redirect after it. */
  send(path: string, fields: Fields = {}, headers: Fields = { "Sec-Fetch-Site": "same-origin" }): Promise<Page> {
    return this.ask(`POST ${path}`, { headers, body: new URLSearchParams(fields) });
  }

  private async ask(route: string, { headers, body }: { headers?: Fields; body?: URLSearchParams } = {}): Promise<Page> {
    const Cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await this.call(route, { headers: { Cookie, ...headers }, body });
    const html = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
    for (const cookie of answer.headers.getSetCookie()) {
      const [name, value] = cookie.split(";")[0]!.split("=") as [string, string];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: answer.status, html, to: answer.headers.get("location"), headers: answer.headers };
  }
}

/** The browser of a new user, who is logged in. */
export async function newcomer(name = "Somebody", role: Role = "member"): Promise<Browser & { email: string }> {
  const browser = new Browser();
  const email = `user${unique()}@example.com`;
  await browser.send("/register", { name, email, password });
  // The first account of a test file is an author, as in every new blog.
  await setRole(email, role);
  return Object.assign(browser, { email });
}

/** The same for a user who can write posts. */
export function newAuthor(name?: string): Promise<Browser & { email: string }> {
  return newcomer(name, "author");
}
