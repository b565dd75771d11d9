// Files in memory: what a repo will hold, before anything is written.

/** Path inside the repo (relative, forward slashes) -> the file's whole text, UTF-8, "\n" line ends. */
export type Draft = Map<string, string>;
