import type { Host } from "./host";
import { eraseLine } from "./options";

/** One line that is written over, on a terminal only. */
export function progressOn({ stderr }: Host, doing: string): (done: number, all: number, what: string) => void {
  return (done, all, what) => {
    if (stderr.isTTY !== true) return;
    stderr.write(`${eraseLine}${doing} ${what} (${String(done + 1)} of ${String(all)}) ...${done + 1 === all ? eraseLine : ""}`);
  };
}
