// Derivation: creates a project in a language without templates from the same project in another language.
import type { Project } from "../project/project.ts";
import type { Draft } from "../draft.ts";

export interface Derivation {
  /** of the files whose templates end in `.ts`: ".js" */
  ending: string;
  derived: (draft: Draft) => Draft;
}

/** "from -> to". Each is loaded on demand, because its parser is larger than the rest of the program. */
const derivations: Record<string, () => Promise<Derivation>> = {
  "ts -> js": () => import("./javascript/javascript.ts"),
};

/** The derivation for a project; undefined if the templates are written in its language. */
export async function derivationFor({ language: { id, from } }: Project): Promise<Derivation | undefined> {
  if (from === undefined) return undefined;
  const load = derivations[`${from} -> ${id}`];
  if (load === undefined) throw new Error(`Nothing derives ${id} from ${from}.`);
  return load();
}
