// Call filter: what a program gets from the kernel under it, decided as the kernel decides.
import { expect, test } from "vitest";
import { callFilter } from "../../src/grading/call-filter.ts";

/** Runs the program on one call, as the kernel does: https://docs.kernel.org/userspace-api/seccomp_filter.html */
function decisionOn(program: Buffer, kernel: number, call: number, flags = 0): number {
  const data = new Map([[0, call], [4, kernel], [40, flags]]);
  let value = 0;
  for (let at = 0; at < program.length; at += 8) {
    const [code, ifTrue, ifFalse, constant] = [program.readUInt16LE(at), program.readUInt8(at + 2), program.readUInt8(at + 3), program.readUInt32LE(at + 4)];
    if (code === 0x06) return constant;
    if (code === 0x20) value = data.get(constant) ?? Number.NaN;
    if (code === 0x54) value = value & constant;
    if (code === 0x15) at += 8 * (value === constant ? ifTrue : ifFalse);
    if (code === 0x35) at += 8 * (value >= constant ? ifTrue : ifFalse);
  }
  throw new Error("It has no end.");
}

const [allowed, refused] = [0x7fff0000, 0x00050001];
const kernels = { x64: 0xc000003e, arm64: 0xc00000b7 };

test.each<["x64" | "arm64", string, number, number, number]>([
  ["x64", "read", 0, 0, allowed],
  ["x64", "memfd_create", 319, 0, refused],
  ["x64", "shmget", 29, 0, refused],
  ["x64", "msgget", 68, 0, refused],
  ["x64", "semget", 64, 0, refused],
  ["arm64", "semget", 190, 0, refused],
  ["x64", "io_uring_setup", 425, 0, refused],
  ["x64", "sched_setaffinity", 203, 0, refused],
  ["x64", "mmap of private memory", 9, 0x22, allowed],
  ["x64", "mmap of a shared file", 9, 0x01, allowed],
  ["x64", "mmap of shared memory", 9, 0x21, refused],
  ["x64", "mmap of shared memory, validated", 9, 0x23, refused],
  ["x64", "a call of x32", 0x40000000 + 29, 0, refused],
  ["arm64", "read", 63, 0, allowed],
  ["arm64", "memfd_create", 279, 0, refused],
  ["arm64", "shmget", 194, 0, refused],
  ["arm64", "sched_setaffinity", 122, 0, refused],
  ["arm64", "mmap of shared memory", 222, 0x21, refused],
  ["arm64", "the call that has the number of shmget on x64", 29, 0, allowed],
])("on %s: %s", (processor, _, call, flags, decision) => {
  const program = callFilter(processor) ?? Buffer.alloc(0);
  expect(decisionOn(program, kernels[processor], call, flags)).toBe(decision);
  expect(decisionOn(program, 0x40000003, call, flags)).toBe(refused); // The same kernel, asked as one of 32 bits.
});

test("processors whose calls are not known have none", () => {
  expect(callFilter("riscv64")).toBeUndefined();
});
