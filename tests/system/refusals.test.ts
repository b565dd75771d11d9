// Refusals: what an error code means for a user, on the disk and in the output of an install.
import { expect, test } from "vitest";
import { refusalIn, refusalOf } from "../../src/system/refusals.ts";

test.each([
  ["EACCES", "permission was denied", "Choose another folder."],
  ["EPERM", "permission was denied", "Choose another folder."],
  ["EROFS", "the disk is read-only", "Choose another folder."],
  ["ENOSPC", "the disk is full", "Free some space."],
  ["EDQUOT", "the disk quota is used up", "Free some space."],
  ["ENAMETOOLONG", "the path is too long for this system", "Choose a shorter one."],
  ["ENOTDIR", "a part of the path is a file", "Choose another folder."],
  ["ELOOP", "its links lead in a circle", "Choose another folder."],
  ["EMFILE", "too many files are open", "Close some programs."],
  ["EINVAL", "this system does not allow this name", "Choose another name."],
  ["EILSEQ", "this system does not allow this name", "Choose another name."],
  ["ENOENT", "a parent folder is missing", "Choose another folder."],
  ["EIO", "the disk does not answer", "Check the disk."],
  ["ESOMETHING", "the system refused", "Choose another folder."],
])("%s on the disk: %s", (code, problem, advice) => {
  expect(refusalOf(code)).toEqual({ problem, advice });
});

test.each([
  ["npm error code ENOTFOUND", "the server that holds the packages cannot be reached"],
  ["npm error EAI_AGAIN registry", "the server that holds the packages cannot be reached"],
  ["npm error code SELF_SIGNED_CERT_IN_CHAIN", "the network shows a certificate that Node.js does not know"],
  ["npm error code EACCES", "a folder that it needs is not writable"],
  ["npm error code EPERM", "a file that it needs is in use or not writable"],
  ["npm error code ENOSPC", "the disk is full"],
  ["npm error code EROFS", "the disk is read-only"],
  ["npm error ENOENT, then ECONNRESET", "the server that holds the packages cannot be reached"],
])("an install that ends with %j: %s", (output, problem) => {
  expect(refusalIn(output)?.problem).toBe(problem);
});

test.each(["npm error code ERESOLVE", "npm error code ENOENT", "", "DECONNRESETS"])("an install that ends with %j has no known reason", (output) => {
  expect(refusalIn(output)).toBeUndefined();
});
