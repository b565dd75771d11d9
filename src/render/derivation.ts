// Languages that no template is written in: a repo in one of them is derived from the same repo in another.
import type { Project } from "../project/project.ts";
import type { Draft } from "../draft.ts";

/** How a repo is brought from one language to another. */
export interface Derivation {
  /** The text of a template, with the names of files as they are in the other language. */
  renamed: (template: string) => string;
  /** The whole repo in the other language. */
  derived: (draft: Draft) => Draft;
}

/** From which language into which. Each is loaded when it is asked for: the engine behind it is larger than we are. */
const derivations: Record<string, () => Promise<Derivation>> = {
  "ts -> js": () => import("./javascript/javascript.ts"),
};

/** What a project's language is derived by; undefined where the templates are written in it. */
export async function derivationFor({ language: { id, from } }: Project): Promise<Derivation | undefined> {
  if (from === undefined) return undefined;
  const load = derivations[`${from} -> ${id}`];
  if (load === undefined) throw new Error(`Nothing derives ${id} from ${from}.`);
  return load();
}
