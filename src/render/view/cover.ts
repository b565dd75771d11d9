// Cover: the content of the picture at the top of a README: the title in lines, and one request with its answer.
import type { Project } from "../../project/project.ts";
import type { ResourceView } from "./resource-view.ts";

/** All positions are in the picture's units; it is 1280 wide and 640 high. */
export interface Cover {
  titleLines: string[];
  descriptionLines: string[];
  descriptionY: number;
  fields: { name: string; value: string; y: number }[];
  endY: number;
  total: number;
}

const lineHeight = 34;
const firstLine = 300;
const mostFields = 5;
const widest = 33;

export function coverOf({ title, description }: Project, first?: ResourceView): Cover {
  const total = first?.seeds.length ?? 0;
  const row = Object.entries({ id: total, ...first?.seeds.at(-1) }).slice(0, mostFields);
  const fields = row.map(([name, value], at) => ({
    name,
    value: shortened(JSON.stringify(value), widest - name.length) + (at === row.length - 1 ? "" : ","),
    y: firstLine + at * lineHeight,
  }));
  const titleLines = wrapped(title, 18, 4);
  return {
    titleLines,
    descriptionLines: wrapped(description, 44, 3),
    descriptionY: 170 + titleLines.length * 70,
    fields,
    endY: firstLine + row.length * lineHeight,
    total,
  };
}

/** Breaks a text between words into lines of at most `width` characters; an ellipsis replaces the rest. */
export function wrapped(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").flatMap((long) => pieces(long, width))) {
    const line = lines.at(-1);
    if (line !== undefined && [...line, ...word].length < width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]} …`];
}

function pieces(word: string, width: number): string[] {
  const characters = [...word];
  return Array.from({ length: Math.ceil(characters.length / width) }, (_, at) =>
    characters.slice(at * width, (at + 1) * width).join(""),
  );
}

function shortened(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join("")}…`;
}
