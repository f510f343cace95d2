import type { Decisions } from "../../policies/admission";
import { type Environment, type Site, dataClasses } from "../args";
import { ownRegistry } from "../registry";
import { exemptObjects } from "./exemptions";

/** What a stack decides for admission. */
export interface DecisionArgs {
  readonly site: Site;
  readonly environment: Environment;
  /** Names of the storage classes that a claim may ask for. */
  readonly storageClasses: readonly string[];
  readonly registryMirror?: string;
  /** Images that injection puts into pods, in full. */
  readonly injectedImages: readonly string[];
  /** Beginnings of the names under which Kubernetes knows whoever deploys. */
  readonly deployers: readonly string[];
}

/** The parameters of all constraints. */
export function decisionsOf({ site, environment, storageClasses, registryMirror, injectedImages, deployers }: DecisionArgs): Decisions {
  return {
    registries: [ownRegistry(site), ...(registryMirror === undefined ? [] : [registryMirror])],
    injected: injectedImages,
    classes: storageClasses,
    exempt: exemptObjects,
    platformUsers: deployers,
    labels: [
      { key: "owner", pattern: "[a-z]([a-z0-9-]*[a-z0-9])?", says: "a name of lower-case letters, digits and dashes" },
      { key: "data-class", pattern: dataClasses.join("|"), says: `one of ${dataClasses.join(", ")}` },
      { key: "environment", pattern: environment, says: environment },
    ],
  };
}
