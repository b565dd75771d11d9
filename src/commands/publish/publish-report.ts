// Report of `publish`: the output for a person and for a script.
import type { Terminal } from "../../terminal.ts";
import { visibilityOf } from "../../github/publication.ts";
import type { PublishOrder } from "./publish-order.ts";
import { counted } from "../../shown.ts";

export interface Done {
  made: boolean;
  linked: boolean;
  pushed: boolean;
}

interface Result {
  order: PublishOrder;
  done: Done;
  terminal: Terminal;
}

export function reportPublishPlan({ order, terminal }: Result): void {
  const { publication, links, repo } = order;
  const made = publication.found === undefined;
  const linked = links.changed.size > 0;
  const pushed = linked || publication.branches.get(repo.branch) !== repo.head;
  terminal.document(documentOf(order, { made, linked, pushed }, "planned"));
  if (made) terminal.say(`Would create the ${order.public ? "public" : "private"} repository ${publication.url}`);
  if (linked) terminal.say(`Would commit links to GitHub in ${list(links.changed.keys())}`);
  terminal.say(
    pushed ? `Would push ${repo.branch} to ${publication.url}` : `${repo.branch} is already on ${publication.url}`,
  );
  terminal.say("\nThis was a dry run: nothing was done.");
}

export function reportPublished({ order, done, terminal }: Result): void {
  const { publication, links, repo } = order;
  const { made, linked, pushed } = done;
  terminal.document(documentOf(order, done, pushed || made ? "published" : "unchanged"));
  const topics = counted(publication.found?.topics.length ?? 0, "topic");
  const { owner, name } = publication.to;
  if (made) terminal.done(`Created the ${visibilityOf(publication)} repository ${owner}/${name}, with ${topics}`);
  if (linked) terminal.done(`Committed links to GitHub in ${list(links.changed.keys())}`);
  if (links.left.length > 0)
    terminal.note(`Added no links to ${list(links.left)}: you changed the lines where they belong`);
  if (pushed) terminal.done(`Pushed ${repo.branch} to ${publication.url}`);
  else terminal.say(`Nothing to do: ${repo.branch} is up to date on ${publication.url}.`);
  if (order.public && visibilityOf(publication) === "private")
    terminal.note(`It stays private: change that at ${publication.url}/settings`);
}

function documentOf(
  { folder, project, publication, repo, links, public: open }: PublishOrder,
  done: Done,
  status: string,
): object {
  return {
    format: 1,
    status,
    directory: folder,
    name: project.name,
    owner: publication.to.owner,
    url: publication.url,
    visibility: publication.found === undefined && open ? "public" : visibilityOf(publication),
    branch: repo.branch,
    ...done,
    links: [...links.changed.keys()],
    left: links.left,
  };
}

function list(paths: Iterable<string>): string {
  return new Intl.ListFormat("en-GB").format(paths);
}
