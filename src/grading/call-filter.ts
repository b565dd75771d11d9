// Call filter: the system calls that a sandbox refuses, as a program for the kernel (seccomp). They take memory that no
// process is charged with, so that no limit would hold it, or leave the processor that the sandbox was given.

/** The numbers of the calls, by the name that Node.js gives to a processor. */
const processors: Partial<Record<NodeJS.Architecture, { kernel: number; mmap: number; refused: number[] }>> = {
  // memfd_create, memfd_secret, shmget, msgget, semget, io_uring_setup, sched_setaffinity
  x64: { kernel: 0xc000003e, mmap: 9, refused: [319, 447, 29, 68, 64, 425, 203] },
  arm64: { kernel: 0xc00000b7, mmap: 222, refused: [279, 447, 194, 186, 190, 425, 122] },
};

/** MAP_SHARED and MAP_ANONYMOUS: memory that outlives its mapping. */
const sharedMemory = 0x21;

/** Where the kernel puts the number of the call, the processor, and the flags of mmap. */
const at = { call: 0, processor: 4, flags: 40 };

/** On x64, calls from here on are those of another way to call the same kernel. */
const otherCalls = 0x40000000;

const [load, and, isEqual, isAtLeast, result] = [0x20, 0x54, 0x15, 0x35, 0x06];
const [allowed, notPermitted] = [0x7fff0000, 0x00050001];

/**
 * The program, in the byte order of both processors; undefined for others.
 * https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html
 */
export function callFilter(processor: NodeJS.Architecture = process.arch): Buffer | undefined {
  const known = processors[processor];
  if (known === undefined) return undefined;
  const { kernel, mmap, refused } = known;
  const refusals = [{ test: isAtLeast, value: otherCalls }, ...refused.map((value) => ({ test: isEqual, value }))];
  // Each leads to the last step, so many steps away, or else to the next one.
  const away = (index: number) => refusals.length - index + 4;
  const steps: Step[] = [
    [load, at.processor],
    [isEqual, kernel, 0, refusals.length + 6],
    [load, at.call],
    ...refusals.map(({ test, value }, index): Step => [test, value, away(index), 0]),
    [isEqual, mmap, 0, 3],
    [load, at.flags],
    [and, sharedMemory],
    [isEqual, sharedMemory, 1, 0],
    [result, allowed],
    [result, notPermitted],
  ];
  return Buffer.concat(steps.map(instruction));
}

/** What is done, with which value, and how many steps are left out where it is true or false. */
type Step = [code: number, value: number, ifTrue?: number, ifFalse?: number];

/** struct sock_filter. */
function instruction([code, value, ifTrue = 0, ifFalse = 0]: Step): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(ifTrue, 2);
  bytes.writeUInt8(ifFalse, 3);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}
