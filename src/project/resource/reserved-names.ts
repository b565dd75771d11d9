// Reserved names: names that no resource or field can have, and what uses each of them.

function owned(by: string, words: string): [string, string][] {
  return words.split(/\s+/).map((word) => [word, by]);
}

/** Names of a resource (singular or plural, camelCase) -> what uses them. */
export const refusedNames: [string, string][] = [
  ...owned(
    "login and accounts",
    "user users auth account accounts token tokens session sessions owner owners password passwords",
  ),
  ...owned("the app's own paths", "api docs health ready openapi migration migrations seed seeds"),
  ...owned(
    "JavaScript",
    `arguments async await break case catch class const continue debugger default delete do else enum eval
    export extends false finally for function if implements import in instanceof interface let new null of
    package private protected public return static super switch symbol this throw true try type typeof
    undefined var void while with yield object string number boolean array date map set promise error
    function record partial json math`,
  ),
];

/** Names of a field in JSON -> what uses them. */
export const refusedFields = new Map<string, string>([
  ...owned("every row", "id owner ownerId createdAt updatedAt"),
  ...owned("lists (?page, ?limit, ?sort, ?q, ?include)", "page limit sort q include"),
  ...owned(
    "JavaScript's objects",
    "constructor prototype proto toString toLocaleString valueOf hasOwnProperty isPrototypeOf toJson then",
  ),
]);
