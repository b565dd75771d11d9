// Refusals: the meaning of an error code of the system or its network, and what to do about it.

export interface Refusal {
  /** Part of a sentence: "the disk is full". */
  problem: string;
  advice: string;
}

const elsewhere = "Choose another folder.";
const rights = { problem: "permission was denied", advice: elsewhere };
const name = { problem: "this system does not allow this name", advice: "Choose another name." };
const offline = {
  problem: "the server that holds the packages cannot be reached",
  advice: "Check the connection, and the proxy if there is one.",
};
const untrusted = {
  problem: "the network shows a certificate that Node.js does not know",
  advice: "Ask your network's administrator for it, and set NODE_EXTRA_CA_CERTS to its file.",
};

const diskRefusals: Record<string, Refusal> = {
  EACCES: rights,
  EPERM: rights,
  EROFS: { problem: "the disk is read-only", advice: elsewhere },
  ENOSPC: { problem: "the disk is full", advice: "Free some space." },
  EDQUOT: { problem: "the disk quota is used up", advice: "Free some space." },
  ENAMETOOLONG: { problem: "the path is too long for this system", advice: "Choose a shorter one." },
  ENOTDIR: { problem: "a part of the path is a file", advice: elsewhere },
  ELOOP: { problem: "its links lead in a circle", advice: elsewhere },
  EMFILE: { problem: "too many files are open", advice: "Close some programs." },
  EINVAL: name,
  EILSEQ: name,
  ENOENT: { problem: "a parent folder is missing", advice: elsewhere },
  EIO: { problem: "the disk does not answer", advice: "Check the disk." },
};

const networkRefusals: Record<string, Refusal> = {
  ENOTFOUND: offline,
  EAI_AGAIN: offline,
  ECONNREFUSED: offline,
  ECONNRESET: offline,
  ETIMEDOUT: offline,
  ENETUNREACH: offline,
  EHOSTUNREACH: offline,
  ERR_SOCKET_TIMEOUT: offline,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
};

/** Disk errors during an install. The folder is ours there, so another program or user is in the way. */
const installRefusals: Record<string, Refusal> = {
  ...networkRefusals,
  EACCES: {
    problem: "a folder that it needs is not writable",
    advice: "Make your user the owner of the folder that it names.",
  },
  EPERM: {
    problem: "a file that it needs is in use or not writable",
    advice: "Close the programs that use it, or make your user its owner.",
  },
  EROFS: refusalOf("EROFS"),
  ENOSPC: refusalOf("ENOSPC"),
  EDQUOT: refusalOf("EDQUOT"),
};

/** The meaning of a disk error code. */
export function refusalOf(code: string): Refusal {
  return diskRefusals[code] ?? { problem: "the system refused", advice: elsewhere };
}

/** The reason of a failed install by the first known error code in its output; undefined if there is none. */
export function refusalIn(output: string): Refusal | undefined {
  const known = [...output.matchAll(/\b[A-Z][A-Z_]{3,}\b/g)].find(([code]) => Object.hasOwn(installRefusals, code));
  return known && installRefusals[known[0]];
}
