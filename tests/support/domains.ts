// Domains: ideas that courses set most often, each as the resources of one command.
import { openCatalog } from "../../src/catalog/catalog.ts";
import type { Draft } from "../../src/draft.ts";
import { answersFor } from "../../src/project/answers.ts";
import { createProject, type Project } from "../../src/project/project.ts";
import { derivationFor } from "../../src/render/derivation.ts";
import { renderProject } from "../../src/render/render-project.ts";

/** What people build, by name: the specs of `--resource`. */
export const domains = {
  todo: ["todo-list:private title:string:unique", "todo:private title:string:max(80) due:date? done:boolean:default(false) list:ref(todo-list) parent:ref(todo)?:cascade"],
  notes: ["note:private title:string body:text tag:string?:max(30)", "link:private url:url note:ref(note) unique(url,note)"],
  diary: ["entry:private title:string text:text"],
  expenses: ["category:private name:string:unique", "expense:private spent:decimal:min(0.01) spentOn:date:default(today) category:ref(category):restrict"],
  clinic: [
    "doctor:admin name:string specialty:enum(eyes|skin|heart)",
    "patient:private name:string born:date",
    "visit:private at:datetime reason:text:min(3) patient:ref(patient) doctor:ref(doctor):restrict unique(doctor,at)",
  ],
  tickets: ["project:members name:string:unique", "ticket:members title:string state:enum(open|done):default(open) project:ref(project):restrict assignee:ref(user)? reporter:ref(user)"],
  orders: ["product:admin name:string:unique price:decimal:min(0) stock:integer:min(0)", "order:private placedAt:datetime:default(now)", "order-item:private quantity:integer:min(1):max(99) order:ref(order) product:ref(product):restrict unique(order,product)"],
  ratings: ["movie title:string year:integer:min(1888):max(2100)", "rating stars:integer:min(1):max(5) comment:text? movie:ref(movie) unique(movie,owner)"],
  inventory: ["place:members name:string:unique within:ref(place)?:restrict", "kind:admin name:string:unique", "item:members name:string amount:integer:min(0):default(0) place:ref(place):own kind:ref(kind)", "loan:private until:date item:ref(item):own?:cascade borrower:ref(user)"],
};

export type Domain = keyof typeof domains;

const catalog = openCatalog();

/** The project of a domain, by "Ann". */
export function projectOfDomain(domain: Domain, language: string): Project {
  const idea = catalog.ideas.get("api");
  if (idea === undefined) throw new Error("There is no idea `api`.");
  const answers = answersFor({ said: { folder: domain, author: "Ann", language, resources: domains[domain] }, idea, catalog });
  return createProject({ answers, created: "2026-11-22", catalog });
}

/** Its files. */
export async function draftOfDomain(project: Project): Promise<Draft> {
  return renderProject({ project, version: "0.0.0", derivation: await derivationFor(project) });
}
