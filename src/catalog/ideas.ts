// Idea inheritance: what an idea takes over from the idea that it extends (`"on"`), and what it adds.
import { shown } from "../shown.ts";
import { nearest } from "../nearest.ts";
import { UserError } from "../user-error.ts";
import type { Idea } from "./kinds.ts";

/** An idea.json as written. Missing keys come from the idea that it extends. */
export type WrittenIdea = Partial<Idea> & { id: string };

/**
 * Completes every idea with what it inherits.
 * @throws UserError for an idea that extends an unknown idea, or itself through others
 */
export function standing(written: Map<string, WrittenIdea>): Map<string, Idea> {
  return new Map([...written.values()].map((idea) => [idea.id, complete(idea, written, [])]));
}

/**
 * Adds an idea to the one that it extends: single values replace, and lists, rows and layers add up. What makes an idea
 * abstract or lets users name its resources holds for that idea alone.
 */
export function onTop(below: Idea, above: WrittenIdea): Idea {
  const resources = [
    ...below.resources.filter((spec) => !names(above.resources).has(nameOf(spec))),
    ...(above.resources ?? []),
  ];
  return {
    ...below,
    ...above,
    abstract: above.abstract ?? false,
    namesResources: above.namesResources ?? false,
    layers: [...below.layers, above.id],
    topics: [...new Set([...below.topics, ...(above.topics ?? [])])],
    resources,
    seeds: { ...below.seeds, ...(above.seeds) },
  };
}

const ground: Idea = {
  id: "",
  abstract: false,
  layers: [],
  title: "",
  pitch: "",
  projectTitle: "",
  projectDescription: "",
  topics: [],
  place: 99,
  pages: false,
  namesResources: false,
  resources: [],
  seeds: {},
};

function complete(idea: WrittenIdea, all: Map<string, WrittenIdea>, above: string[]): Idea {
  if (idea.on === undefined) return onTop(ground, idea);
  const below = all.get(idea.on);
  if (below === undefined)
    throw new UserError(
      `The idea ${idea.id} extends ${shown(idea.on)}, which is not an idea.`,
      nearest(idea.on, all.keys()),
    );
  if ([...above, idea.id].includes(below.id))
    throw new UserError(`The idea ${idea.id} extends itself.`, 'Mend its "on".');
  return onTop(complete(below, all, [...above, idea.id]), idea);
}

function names(specs: string[] = []): Set<string> {
  return new Set(specs.map(nameOf));
}

function nameOf(spec: string): string {
  return spec.split(/[\s/:]/, 1)[0] ?? "";
}
