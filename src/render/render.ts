// Renderer: what commands call to render a project. Loaded in parts, because few runs need all of it.
import type { Draft } from "../draft.ts";
import { derivationFor } from "./derivation.ts";
import type { Request } from "./render-project.ts";

/**
 * Renders a project in its own language.
 * @throws Error with the file of a template that is wrong: a bug of ours and not a UserError
 */
export async function render(request: Omit<Request, "derivation">): Promise<Draft> {
  const [{ renderProject }, derivation] = await Promise.all([loadRenderer(), derivationFor(request.project)]);
  return renderProject({ ...request, derivation });
}

/** Loads the compiled templates, half of the program: called early, while Git and the user answer. */
export function loadRenderer(): Promise<typeof import("./render-project.ts")> {
  return import("./render-project.ts");
}
