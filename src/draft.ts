// Draft: the files of a project in memory.

/** Path in the project (relative, forward slashes) -> the file's text, UTF-8, with "\n" line ends. */
export type Draft = Map<string, string>;

/** Files that are not text, such as pictures: path -> content. */
export type Bytes = Map<string, Uint8Array>;

export type Content = string | Uint8Array;

/** Files of both kinds. */
export type Contents = Map<string, Content>;
