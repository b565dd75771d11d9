// Secret: removes the token from everything that is printed.

const mark = "[token]";

const anyToken = /\b(gh[a-z]_\w{20,}|github_pat_\w{20,})/g;

/** The text without the token in any form in which a server, Git or a URL could repeat it. */
export function withoutToken(text: string, token: string): string {
  const spellings = [token, encodeURIComponent(token), basic(token), Buffer.from(token).toString("base64")];
  const cut = spellings.filter((each) => each !== "").reduce((rest, each) => rest.replaceAll(each, mark), text);
  return cut.replace(anyToken, mark).replace(/(?<=:\/\/)[^\s/@]+@/g, "");
}

/** The token as Git's HTTP authentication takes it: a password with any user name. */
export function basic(token: string): string {
  return Buffer.from(`x-access-token:${token}`).toString("base64");
}

/** One line from a server, safe to print: short, without control characters and without the token. */
export function quoted(text: string, token: string): string {
  const line = withoutToken(text, token).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
