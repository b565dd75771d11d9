// Image builds without Docker: the steps of a Dockerfile in folders of this machine. The base image's system, its
// users and its isolation are missing; files are copied, and commands run, as in Docker.
import { cpSync, mkdirSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import dockerignore from "@balena/dockerignore";
import { DockerfileParser, type Copy, type Instruction } from "dockerfile-ast";
import { program } from "./run-npm.ts";

export interface Image {
  /** The folder that the last stage works in. */
  folder: string;
  /** The folder of the first stage. */
  builtIn: string;
  env: Record<string, string>;
  command: string[];
  /** The command of the health check. */
  healthcheck: string[];
}

interface Stage {
  root: string;
  workdir: string;
  env: Record<string, string>;
}

/** Builds the image of a repo below a folder. */
export async function buildImage(context: string, target: string): Promise<Image> {
  const stages = new Map<string, Stage>();
  let stage: Stage = { root: "", workdir: "", env: {} };
  const image = { command: [] as string[], healthcheck: [] as string[] };
  for (const instruction of DockerfileParser.parse(readFileSync(join(context, "Dockerfile"), "utf8")).getInstructions()) {
    const words = wordsOf(instruction);
    switch (instruction.getKeyword()) {
      case "FROM":
        stage = { root: join(target, `stage-${stages.size}`), workdir: "", env: {} };
        stages.set(words[2] ?? "last", stage);
        break;
      case "WORKDIR":
        stage.workdir = join(stage.root, words[0] ?? "");
        mkdirSync(stage.workdir, { recursive: true });
        break;
      case "ENV":
        Object.assign(stage.env, Object.fromEntries(words.map((word) => word.split("="))));
        break;
      case "COPY":
        copy(instruction, stage, { stages, context });
        break;
      case "RUN":
        await runStep(instruction.getRawArgumentsContent() ?? "", stage);
        break;
      case "CMD":
        image.command = listOf(instruction);
        break;
      case "HEALTHCHECK":
        image.healthcheck = listOf(instruction);
        break;
      case "USER":
      case "EXPOSE":
        break;
      default:
        throw new Error(`The tests do not know the step ${instruction.getKeyword()}.`);
    }
  }
  const [first = stage] = stages.values();
  return { ...image, builtIn: first.workdir, folder: stage.workdir, env: stage.env };
}

function wordsOf(instruction: Instruction): string[] {
  return instruction.getArguments().map((argument) => argument.getValue());
}

/** The JSON list at the end of a step. */
function listOf(instruction: Instruction): string[] {
  const text = instruction.getRawArgumentsContent() ?? "";
  return JSON.parse(text.slice(text.indexOf("["))) as string[];
}

function copy(instruction: Instruction, stage: Stage, { stages, context }: { stages: Map<string, Stage>; context: string }): void {
  const from = (instruction as Copy).getFromFlag()?.getValue() ?? undefined;
  const words = wordsOf(instruction);
  const target = join(stage.workdir, words.at(-1) ?? "");
  for (const source of words.slice(0, -1)) {
    if (from === undefined) copyFromContext(source, target, context);
    else copyOne(join(stages.get(from)?.root ?? "", source), target);
  }
}

/** Copies like Docker: the content of a folder goes into the target, and a file too if the target ends in a slash. */
function copyOne(source: string, target: string): void {
  const to = statSync(source).isFile() ? join(target, source.slice(dirname(source).length)) : target;
  cpSync(source, to, { recursive: true, verbatimSymlinks: true });
}

/** Copies like copy(), without the files that `.dockerignore` excludes. */
function copyFromContext(source: string, target: string, context: string): void {
  const ignored = dockerignore.default().add(readFileSync(join(context, ".dockerignore"), "utf8"));
  const folder = source === "." ? "" : `${source}/`;
  const paths = readdirSync(context, { recursive: true, encoding: "utf8" }).filter(
    (path) => (path === source || path.startsWith(folder)) && statSync(join(context, path)).isFile() && !ignored.ignores(path),
  );
  if (paths.length === 0) throw new Error(`COPY finds no ${source}.`);
  for (const path of paths) cpSync(join(context, path), join(target, path === source ? path : path.slice(folder.length)));
}

async function runStep(command: string, stage: Stage): Promise<void> {
  const { exitCode, output } = await program(stage.workdir, "sh", ["-c", command], stage.env);
  if (exitCode !== 0) throw new Error(`RUN ${command} ended with ${exitCode}: ${output}`);
}
