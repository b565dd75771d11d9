// Unique values: for fields that must be unique.
let last = 0;

/** A different number at every call. */
export function unique() {
  last += 1;
  return last;
}
