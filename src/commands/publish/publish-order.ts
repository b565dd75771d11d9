// Order of `publish`: the repository in a folder, its place on GitHub, and the files that get links.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Project } from "../../project/project.ts";
import { projectFromReceipt, readReceipt, receiptFile, type Receipt } from "../../project/receipt.ts";
import type { PublishRequest } from "../../cli/request.ts";
import { checkUser, lookAtRepo, trackedOf, type RepoState } from "../../git/repo-state.ts";
import type { Merged } from "../../disk/three-way-merge.ts";
import { readFiles } from "../../disk/rewrite.ts";
import { pathOf } from "../../disk/target.ts";
import { UserError } from "../../user-error.ts";
import { ourName } from "../../ourselves.ts";
import { render } from "../../render/render.ts";
import { refuseForeign, settlePublication, type Publication } from "../../github/publication.ts";
import { shown } from "../../shown.ts";
import { readTextFile } from "../../json-file.ts";

export interface PublishOrder {
  folder: string;
  project: Project;
  repo: RepoState;
  publication: Publication;
  public: boolean;
  links: Merged;
}

interface OrderContext {
  asked: PublishRequest;
  catalog: Catalog;
  stop: AbortSignal;
}

/**
 * Reads the folder and GitHub, and changes neither.
 * @throws UserError for everything that would stop the publication halfway
 */
export async function takePublishOrder({ asked, catalog, stop }: OrderContext): Promise<PublishOrder> {
  const folder = pathOf(asked.directory ?? ".");
  const receipt = receiptIn(folder);
  const project = projectFromReceipt({ receipt: withOwner(receipt, asked.owner), catalog });
  const repo = await lookAtRepo(folder, stop);
  const publication = await settlePublication({ owner: project.owner, name: project.name, folder, stop });
  await refuseForeign(publication, folder, repo);
  const links = await linksFor({ folder, receipt, catalog, owner: publication.to.owner });
  if (links.changed.size > 0) await checkUser(folder);
  return { folder, project, repo, publication, public: asked.public, links };
}

function receiptIn(folder: string): Receipt {
  try {
    return readReceipt(readTextFile("receipt", join(folder, receiptFile)));
  } catch (error) {
    if (existsSync(join(folder, receiptFile))) throw error;
    throw new UserError(
      `${shown(folder)} holds no ${receiptFile}.`,
      `Go to the folder of a repo that ${ourName} created.`,
    );
  }
}

interface Known {
  folder: string;
  receipt: Receipt;
  catalog: Catalog;
  owner: string;
}

/** Renders the project without and with its owner, and merges the difference, links, into the files as they are. */
async function linksFor({ folder, receipt, catalog, owner }: Known): Promise<Merged> {
  const project = projectFromReceipt({ receipt, catalog });
  if (project.owner === owner) return { changed: new Map(), left: [] };
  const owned = projectFromReceipt({ receipt: withOwner(receipt, owner), catalog });
  const common = { version: receipt.version, fromRegistry: receipt.again !== undefined };
  const before = await render({ ...common, project });
  const after = await render({ ...common, project: owned });
  const touched = [...after.keys()].filter((path) => after.get(path) !== before.get(path));
  const yours = readFiles(folder, await trackedOf(folder, touched));
  // Most runs merge nothing and start sooner without it.
  const { merge } = await import("../../disk/three-way-merge.ts");
  return merge({ before, yours, after });
}

function withOwner(receipt: Receipt, owner: string | undefined): Receipt {
  const [create] = receipt.log;
  if (owner === undefined) return receipt;
  return { ...receipt, log: [{ ...create, answers: { ...create.answers, owner } }] };
}
