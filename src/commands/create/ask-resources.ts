// Resource prompts: one resource per line in the syntax of `--resource`, each checked at its own prompt.
import type { Idea } from "../../catalog/catalog.ts";
import { accessWords, doubtful } from "../../project/resource/access.ts";
import { checkResources, type Taken } from "../../project/resource/check-resources.ts";
import { checkedName, nameFrom, type Name } from "../../project/resource/names.ts";
import { checkedPlural, formatResource, parseResource } from "../../project/resource/parse-resource.ts";
import { userRef, type Access, type Resource } from "../../project/resource/resource.ts";
import { shown } from "../../shown.ts";
import { sentenceOf, type Ask } from "../ask.ts";

export interface ResourceQuestions {
  ask: Ask;
  idea: Idea;
  taken: Taken;
}

/**
 * Asks for one resource per line in the syntax of `--resource`, and for its plural after each line. A later line may
 * replace a resource of the same name. An empty first line takes the idea's resources.
 * @returns the resources in canonical syntax; undefined for those of the idea
 */
export async function askResources({ ask, idea, taken }: ResourceQuestions): Promise<string[] | undefined> {
  const given = new Map<string, Resource>();
  const refuse = (typed: string) =>
    sentenceOf(() =>
      typed.trim() === ""
        ? checkResources(assumedPrivate([...given.values()]), taken)
        : checkLine(parseResource(typed.trim()), given, taken),
    );
  for (;;) {
    const typed = (await ask({ type: "input", message: resourceMessage(idea, given.size), refuse })).trim();
    if (typed === "" && given.size === 0) return undefined;
    if (typed === "") return (await askAccess([...given.values()], ask, taken)).map(formatResource);
    const resource = parseResource(typed);
    const before = given.get(resource.singular.kebab);
    if (before !== undefined && !(await askReplace(ask, before))) continue;
    given.set(
      resource.singular.kebab,
      namesPlural(typed) ? resource : { ...resource, plural: await askPlural({ ask, resource, given, taken }) },
    );
  }
}

/** One answer can raise another question, so no answer is offered that the other resources do not allow. */
async function askAccess(resources: Resource[], ask: Ask, taken: Taken): Promise<Resource[]> {
  const [next] = doubtful(resources);
  if (next === undefined) return resources;
  const having = (access: Access) => resources.map((each) => (each === next ? { ...each, access } : each));
  const choices: { name: string; value: Access }[] = [];
  for (const [value, says] of Object.entries(accessWords) as [Access, string][]) {
    const sentence = await sentenceOf(() => checkResources(assumedPrivate(having(value)), taken));
    if (sentence === undefined) choices.push({ name: `${value}: ${says}`, value });
  }
  const access = await ask({ type: "list", message: `Who can read each ${next.singular.words}`, choices });
  return askAccess(having(access), ask, taken);
}

function askReplace(ask: Ask, before: Resource): Promise<boolean> {
  return ask({ type: "confirm", message: `Replace ${shown(formatResource(before))}`, default: false });
}

/** The plural becomes the path, the table and the folder. */
async function askPlural({
  ask,
  resource,
  given,
  taken,
}: {
  ask: Ask;
  resource: Resource;
  given: Map<string, Resource>;
  taken: Taken;
}): Promise<Name> {
  const { singular, plural } = resource;
  const named = (typed: string) => nameFrom(checkedName(typed.trim(), "plural"));
  const refuse = (typed: string) =>
    sentenceOf(() => checkLine({ ...resource, plural: checkedPlural(singular, named(typed)) }, given, taken));
  return named(await ask({ type: "input", message: `Plural of ${singular.kebab}`, default: plural.kebab, refuse }));
}

/** A reference to an unknown resource is checked with the last line, because that resource may still come. */
function checkLine(resource: Resource, given: Map<string, Resource>, taken: Taken): void {
  const all = [...new Map(given).set(resource.singular.kebab, resource).values()];
  const known = new Set([userRef, ...all.map(({ singular }) => singular.kebab)]);
  const complete = all.map((each) => ({
    ...each,
    fields: each.fields.filter(({ ref }) => ref === undefined || known.has(ref)),
  }));
  checkResources(assumedPrivate(complete), taken);
}

/** Those for which the last question will propose `private` have to allow that answer. */
function assumedPrivate(resources: Resource[]): Resource[] {
  const doubted = doubtful(resources);
  return resources.map((each) => (doubted.includes(each) ? { ...each, access: "private" } : each));
}

function namesPlural(typed: string): boolean {
  return typed.split(/\s/, 1)[0]?.includes("/") === true;
}

function resourceMessage(idea: Idea, count: number): string {
  if (count > 0) return "Next resource (Enter when done)";
  const own = idea.resources.map((spec) => spec.split(" ")[0]).join(", ");
  return `A resource, such as "book title:string pages:integer?" (Enter for ${own})`;
}
