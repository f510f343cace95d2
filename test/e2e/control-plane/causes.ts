/** What goes wrong on a machine, by the words in which programs say it, and what to do about it. */
const known: readonly (readonly [pattern: RegExp, cause: string])[] = [
  [/no space left on device|ENOSPC|disk quota exceeded/i, "the disk is full; free some space, or set TMPDIR to a folder on another one"],
  [/address already in use|EADDRINUSE/i, "a port that was free a moment ago is in use; run again, other ports are chosen"],
  [/ENOENT/, "the command is not there; run `npm run test:e2e:prepare`"],
  [/EACCES|permission denied/i, "it may not be run or may not read its files; look at the rights of the folder that is named by TMPDIR"],
  [/exec format error|ENOEXEC|\x7fELF/i, "the command is damaged; delete it and run `npm run test:e2e:prepare`"],
  [/cannot allocate memory|ENOMEM|out of memory/i, "memory ran out; a control plane takes about 1 GiB"],
];

/** Why a program failed, in one line: a cause that has a remedy, else its own last line. */
export function causeIn(log: string): string {
  const cause = known.find(([pattern]) => pattern.test(log))?.[1];
  if (cause !== undefined) return cause;
  const last = log.trimEnd().split("\n").at(-1) ?? "";
  return last === "" ? "it printed nothing" : `its last line: ${last.slice(0, 300)}`;
}
