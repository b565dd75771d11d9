// Visitor: uses a generated app's pages without a browser: keeps cookies, sends forms, follows no redirects.

export interface Seen {
  status: number;
  headers: Headers;
  text: string;
  /** the target of a redirect */
  location: string | null;
}

export type Fields = Record<string, string>;

export const password = "correct horse battery";

/** The user of the examples. */
export const demo = { email: "demo@example.com", password: "demo-password" };

let people = 0;

export class Visitor {
  readonly app: { url: string };
  readonly cookies = new Map<string, string>();

  constructor(app: { url: string }) {
    this.app = app;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Seen> {
    return this.send(path, { headers });
  }

  /** Sends a form, as a browser does from a page of the app itself. */
  post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Seen> {
    return this.send(path, { method: "POST", body: new URLSearchParams(fields), headers: { Origin: this.app.url, "Sec-Fetch-Site": "same-origin", ...headers } });
  }

  private async send(path: string, { headers, ...init }: { method?: string; body?: URLSearchParams; headers: Record<string, string> }): Promise<Seen> {
    const Cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(this.app.url + path, { ...init, redirect: "manual", headers: { Cookie, ...headers } });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    return { status: response.status, headers: response.headers, text: await response.text(), location: response.headers.get("location") };
  }

  private keep(cookie: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === "" || /expires=Thu, 01 Jan 1970/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** A new user, registered and logged in. */
export async function newVisitor(app: { url: string }, name = "Some Body"): Promise<Visitor & { email: string }> {
  people += 1;
  const email = `visitor${process.pid}-${people}@example.com`;
  const visitor = new Visitor(app);
  const { status, text } = await visitor.post("/register", { name, email, password });
  if (status !== 303) throw new Error(`Registering answered ${status}: ${text}`);
  return Object.assign(visitor, { email });
}
