import { type Waiver, clusterReference } from "../waivers";
import type { Waived } from "./template";

/** What waivers excuse of a check at admission, until each ends. */
export function waivedBy(waivers: readonly Pick<Waiver, "check" | "resource" | "expires">[], check: string): readonly Waived[] {
  return waivers
    .filter((waiver) => waiver.check === check)
    .flatMap(({ resource, expires }) => {
      const reference = clusterReference(resource);
      return reference === undefined ? [] : [{ ...reference, until: expires }];
    });
}
