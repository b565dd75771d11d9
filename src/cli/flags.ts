// Every flag there is. The parser, the help text and the hint about npm all read this one table.

export interface Flag {
  /** One letter, for `-y`. */
  short?: string;
  /** What the value is called in the help; a flag without it takes no value. */
  takes?: string;
  /** May be given more than once. */
  many?: boolean;
  /** Has a `--no-` form. */
  negatable?: boolean;
  /** One line for the help. */
  says: string;
}

export const flags: Record<string, Flag> = {
  idea: { takes: "idea", says: "What the repo is about; or the folder of an idea of your own, such as ./recipes." },
  language: { takes: "name", says: "What it is written in, such as ts (the default) or js." },
  with: { takes: "options", many: true, says: "Options to have, with commas between them; see below." },
  without: { takes: "options", many: true, says: "Options to leave out." },
  resource: { takes: "spec", many: true, says: "One thing that the API keeps; see below. May be repeated." },
  title: { takes: "text", says: "The project's name in words. Default: from the folder's name." },
  description: { takes: "text", says: "One sentence on what it does." },
  author: { takes: "text", says: "Who wrote it. Default: user.name of Git's settings." },
  license: { takes: "name", says: 'MIT, another one, or "none".' },
  owner: { takes: "name", says: "The GitHub user or organisation that will hold it." },
  preset: { takes: "file", says: "A JSON file with answers for a whole team. Flags win over it." },
  install: { negatable: true, says: "Install the dependencies too, or not." },
  git: { negatable: true, says: "Make a Git repo with a first commit (the default), or not." },
  github: { says: "Put it on GitHub too: private, and by the log-in of gh or GITHUB_TOKEN." },
  public: { says: "With --github and publish: for everybody to see." },
  yes: { short: "y", says: "Ask nothing and take the defaults; installs nothing." },
  "dry-run": { says: "Say what would be written, and write nothing." },
  json: { says: "Print one JSON document, for scripts. Asks nothing." },
  help: { short: "h", says: "Print this." },
  version: { short: "v", says: "Print the version." },
};

/** Every spelling after the two dashes: each flag, and the `no-` forms. */
export const spellings: string[] = Object.entries(flags).flatMap(([name, { negatable }]) =>
  negatable === true ? [name, `no-${name}`] : [name],
);
