let count = 0;

/** State of a module: a program that runs anew starts anew. */
export function next(): number {
  count += 1;
  return count;
}
