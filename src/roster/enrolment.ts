// Enrolment: gives every entry of a roster a key, and recognizes those that a class already has.
import type { Member, Student } from "./class-file.ts";
import { newKey } from "./keys.ts";
import type { Entry } from "./roster.ts";

/** Who was in the class before, who is new, and who is in the class but no longer in the roster. */
export interface Enrolment {
  students: Student[];
  added: Student[];
  missing: Student[];
}

/** The students of a class after a roster. Those who are known keep their keys; nobody is removed. */
export function enrol(entries: Entry[], known: Student[]): Enrolment {
  const taken = new Set(known.map(({ key }) => key));
  const byMark = new Map(known.flatMap((student) => marksOf(student).map((mark) => [mark, student] as const)));
  const found = new Map<Student, Entry>();
  const added: Student[] = [];
  for (const entry of entries) {
    const marked = marksOf(entry).map((mark) => byMark.get(mark));
    const student = marked.find((each) => each !== undefined && !found.has(each) && !contradict(each, entry));
    if (student === undefined) added.push(newStudent(entry, taken));
    else found.set(student, entry);
  }
  // A mended address or a new member of a group is taken over.
  const kept = known.map((student) => ({ ...student, ...found.get(student) }));
  return { students: [...kept, ...added], added, missing: known.filter((student) => !found.has(student)) };
}

function newStudent(entry: Entry, taken: Set<string>): Student {
  const { group, members } = entry;
  const [first] = members;
  const email = first?.email?.split("@")[0];
  const texts = group === undefined ? [first?.name, first?.username, email, first?.id] : [group];
  const key = newKey(texts.filter((text) => text !== undefined), taken);
  taken.add(key);
  return { key, ...entry };
}

/** What tells who an entry is, the surest first. A group is its name. */
function marksOf({ group, members }: Entry): string[] {
  if (group !== undefined) return [`group ${group.toLowerCase()}`];
  return members.flatMap((member) => [...Object.entries(suresOf(member)), ["name", member.name]]).map(markOf);
}

function markOf([kind = "", value = ""]: string[]): string {
  return `${kind} ${value.toLowerCase()}`;
}

/** What one person has and nobody else. */
function suresOf({ github_id, username, email, id }: Member): Record<string, string> {
  const all = Object.entries({ github_id, username, email, id });
  return Object.fromEntries(all.flatMap(([kind, value]) => (value === undefined ? [] : [[kind, value.toLowerCase()]])));
}

/** Whether two entries are different people of one name: nothing that both have is the same, and something is not. */
function contradict(one: Entry, other: Entry): boolean {
  if (one.group !== undefined || one.members[0] === undefined || other.members[0] === undefined) return false;
  const [ours, theirs] = [suresOf(one.members[0]), suresOf(other.members[0])];
  const common = Object.keys(ours).filter((kind) => kind in theirs);
  return common.length > 0 && common.every((kind) => ours[kind] !== theirs[kind]);
}
