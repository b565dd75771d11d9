// Values that must not be the same twice.
let last = 0;

/** Another number at every call, for values that must not be the same twice. */
export function unique(): number {
  last += 1;
  return last;
}
