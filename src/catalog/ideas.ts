// Ideas that stand on others: what an idea takes over, and what it adds.
import { shown } from "../shown.ts";
import { nearest } from "../nearest.ts";
import { UserError } from "../user-error.ts";
import type { Idea } from "./kinds.ts";

/** An idea.json as it is written: what it leaves out comes from the idea that it stands on. */
export type WrittenIdea = Partial<Idea> & { id: string };

/**
 * Completes every idea with what it stands on.
 *
 * @throws UserError for one that stands on nothing that exists, or on itself by a detour
 */
export function standing(written: Map<string, WrittenIdea>): Map<string, Idea> {
  return new Map([...written.values()].map((idea) => [idea.id, complete(idea, written, [])]));
}

/** An idea on top of another: single answers replace, and lists, rows and layers add up. */
export function onTop(below: Idea, above: WrittenIdea): Idea {
  const resources = [...below.resources.filter((spec) => !names(above.resources).has(nameOf(spec))), ...(above.resources ?? [])];
  return {
    ...below,
    ...above,
    abstract: above.abstract ?? false,
    layers: [...below.layers, above.id],
    topics: [...new Set([...below.topics, ...(above.topics ?? [])])],
    resources,
    seeds: { ...below.seeds, ...(above.seeds) },
  };
}

const ground: Idea = {
  id: "", abstract: false, layers: [], title: "", pitch: "", projectTitle: "", projectDescription: "", topics: [], place: 99,
  pages: false, namesResources: false, resources: [], seeds: {},
};

function complete(idea: WrittenIdea, all: Map<string, WrittenIdea>, above: string[]): Idea {
  if (idea.on === undefined) return onTop(ground, idea);
  const below = all.get(idea.on);
  if (below === undefined) throw new UserError(`The idea ${idea.id} stands on ${shown(idea.on)}, which is no idea.`, nearest(idea.on, all.keys()));
  if ([...above, idea.id].includes(below.id)) throw new UserError(`The idea ${idea.id} stands on itself.`, 'Mend its "on".');
  return onTop(complete(below, all, [...above, idea.id]), idea);
}

function names(specs: string[] = []): Set<string> {
  return new Set(specs.map(nameOf));
}

/** "author name:string" -> "author" */
function nameOf(spec: string): string {
  return spec.split(/[\s/:]/, 1)[0] ?? "";
}
