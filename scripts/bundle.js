// Bundle: the settings with which rolldown turns src/ and its packages into the published JavaScript files.
import license from "rollup-plugin-license";
import { compiledTemplates } from "./compiled-templates.js";
import { licencesOf } from "./licences.js";

/** Parts of packages that we never run: who brings them, and what. */
const unused = [
  // Renders templates: ours are compiled beforehand, see compiled-templates.js.
  { by: /[\\/]node-plop[\\/]/, what: /^handlebars$/ },
  // Finds plopfiles: we have none.
  { by: /[\\/]node-plop[\\/]/, what: /^resolve$/ },
  // Asks questions: src/commands/ask.ts loads it with the first.
  { by: /[\\/]node-plop[\\/]/, what: /^inquirer$/ },
  // Writes files in ways that nobody could take back: our actions are our own.
  { by: /[\\/]node-plop[\\/]/, what: /\/actions\/index\.js$/ },
  // Asks in other ways than ours, which are those of src/commands/ask.ts.
  { by: /[\\/]inquirer[\\/]/, what: /\/(checkbox|editor|expand|number|password|rawlist)\.js$/ },
  // For those who debug templates that were compiled beforehand.
  { by: /[\\/]handlebars[\\/]/, what: /^source-map$/ },
];

const nothing = "\0nothing";
const leaveOut = {
  name: "leave-out",
  resolveId: (what, by = "") => (unused.some((part) => part.by.test(by) && part.what.test(what)) ? nothing : undefined),
  load: (id) => (id === nothing ? "export default {};" : undefined),
};

/** What several files use would be called after its first module, which may be the one that is nothing. */
const nameOf = ({ name }) => (name.includes("nothing") ? "shared-[hash].cjs" : "[name]-[hash].cjs");

/** What each run needs, and what `create` needs besides, in a file each: Node.js takes about 1 ms to find and open a file. */
const groups = [
  { name: "start", test: /src[\\/](main|cli[\\/]parse-command|cli[\\/]help)\.ts$/, priority: 2 },
  { name: "create", test: /src[\\/](plop|terminal|commands[\\/]create[\\/]create)\.ts$/, priority: 1 },
];

/** Code without a character beyond ASCII is loaded in half of the time: Node.js does not decode it, V8 keeps a byte for each. */
const inAscii = {
  name: "in-ascii",
  generateBundle(_, files) {
    for (const file of Object.values(files)) {
      file.code = file.code?.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
    }
  },
};

const licences = { file: "dist/THIRD-PARTY-LICENSES.txt", template: licencesOf };

export default {
  input: "src/bin.ts",
  platform: "node",
  // Names of classes stay: errors are known by them. Those of functions would take 13 kB.
  output: {
    dir: "dist",
    format: "cjs",
    entryFileNames: "[name].cjs",
    minify: { mangle: { keepNames: { function: false, class: true } } },
    cleanDir: true,
    chunkFileNames: nameOf,
    codeSplitting: { groups },
  },
  plugins: [[leaveOut, compiledTemplates, inAscii], license({ thirdParty: { multipleVersions: true, output: licences } })],
  // On a busy machine the build of `npm start` would open with a warning about how long it took.
  checks: { bundlerTimings: false },
  logLevel: "warn",
};
