// The six questions of `create`. Each is asked only where no flag answered it, and refuses a wrong answer on the spot.
import { defaultAuthor, defaultFolder } from "../../project/answers.ts";
import type { Idea, Stack } from "../../catalog/catalog.ts";
import { checkResources } from "../../project/resource/check-resources.ts";
import { parseResource } from "../../project/resource/parse-resource.ts";
import type { Resource } from "../../project/resource/resource.ts";
import { findTarget } from "../../disk/target.ts";
import { sentenceOf, type Ask } from "../ask.ts";

/** Where to? */
export function askFolder(ask: Ask, idea: Idea): Promise<string> {
  const refuse = (typed: string) => sentenceOf(() => findTarget(typed));
  return ask({ type: "input", message: "Folder", default: defaultFolder(idea), refuse });
}

/** What about? */
export async function askIdea(ask: Ask, ideas: Idea[]): Promise<Idea> {
  const choices = ideas.map((idea) => ({ name: `${idea.title}: ${idea.pitch}`, value: idea }));
  return ask({ type: "list", message: "Idea", choices });
}

/** In which language? */
export function askLanguage(ask: Ask, languages: Stack["languages"]): Promise<string> {
  const choices = Object.entries(languages).map(([value, { title }]) => ({ name: title, value }));
  return ask({ type: "list", message: "Language", choices });
}

/** Install now? */
export function askInstall(ask: Ask, command: string): Promise<boolean> {
  return ask({ type: "confirm", message: `Run ${command}`, default: true });
}

/** By whom? */
export function askAuthor(ask: Ask, title: string): Promise<string> {
  return ask({ type: "input", message: "Author", default: defaultAuthor(title) });
}

/**
 * Which resources? One a line, in the grammar of `--resource`. A line about a name that was given before replaces it, so
 * that every mistake can be mended. An empty first line takes the idea's own.
 *
 * @param reserved names that the stack's own code uses
 */
export async function askResources({ ask, idea, reserved }: { ask: Ask; idea: Idea; reserved: string[] }): Promise<string[] | undefined> {
  const given = new Map<string, { spec: string; resource: Resource }>();
  const resources = () => [...given.values()].map(({ resource }) => resource);
  const refuse = (typed: string) =>
    sentenceOf(() => (typed.trim() === "" ? checkResources(resources(), { names: reserved }) : checkLine(typed, resources(), reserved)));
  for (;;) {
    const spec = (await ask({ type: "input", message: resourceMessage(idea, given.size), refuse })).trim();
    if (spec === "") return given.size === 0 ? undefined : [...given.values()].map((each) => each.spec);
    const resource = parseResource(spec);
    given.set(resource.singular.kebab, { spec, resource });
  }
}

/** What a line points at may come later: its references are looked at when all is said. */
function checkLine(typed: string, given: Resource[], reserved: string[]): void {
  const resource = parseResource(typed.trim());
  const others = given.filter(({ singular }) => singular.kebab !== resource.singular.kebab);
  checkResources([...others, resource].map(withoutReferences), { names: reserved });
}

function withoutReferences(resource: Resource): Resource {
  return { ...resource, fields: resource.fields.filter(({ ref }) => ref === undefined) };
}

function resourceMessage(idea: Idea, count: number): string {
  if (count > 0) return "Next resource (Enter when done)";
  const own = idea.resources.map((spec) => spec.split(" ")[0]).join(", ");
  return `A resource, such as "book title:string pages:integer?" (Enter for ${own})`;
}
