// Host: github.com, or the GitHub in the environment variables that GitHub Actions sets.
import { UserError } from "../user-error.ts";

export interface Host {
  api: string;
  server: string;
  name: string;
}

type Environment = Record<string, string | undefined>;

/**
 * Reads GITHUB_API_URL and GITHUB_SERVER_URL. Each can be derived from the other, as on GitHub Enterprise.
 * @throws UserError for an address that a token must not be sent to
 */
export function hostFrom({ GITHUB_API_URL: api = "", GITHUB_SERVER_URL: server = "" }: Environment): Host {
  if (api === "" && server === "") return host("https://api.github.com", "https://github.com");
  if (api === "") return hostFrom({ GITHUB_API_URL: apiOf(server), GITHUB_SERVER_URL: server });
  return host(checked("GITHUB_API_URL", api), checked("GITHUB_SERVER_URL", server || serverOf(api)));
}

function host(api: string, server: string): Host {
  return { api, server, name: new URL(server).host };
}

function apiOf(server: string): string {
  return /^https:\/\/github\.com$/i.test(withoutSlashes(server))
    ? "https://api.github.com"
    : `${withoutSlashes(server)}/api/v3`;
}

function serverOf(api: string): string {
  return withoutSlashes(api).replace(/^https:\/\/api\./i, "https://").replace(/\/api\/v3$/, "");
}

/** A token is only sent over https. */
function checked(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? "");
  if (url === undefined || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new UserError(
      `${name} is not a plain address such as https://github.example.com.`,
      "Correct it, or unset it for github.com.",
    );
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) {
    throw new UserError(
      `${name} does not begin with https://, and a token is only sent over https.`,
      "Correct it, or unset it for github.com.",
    );
  }
  return withoutSlashes(url.href);
}

/** An address without final slashes. */
export function withoutSlashes(address: string): string {
  let end = address.length;
  while (address[end - 1] === "/") end -= 1;
  return address.slice(0, end);
}
