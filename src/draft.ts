// Draft: the files of a project in memory.

/** Path in the project (relative, forward slashes) -> the file's text, UTF-8, with "\n" line ends. */
export type Draft = Map<string, string>;
