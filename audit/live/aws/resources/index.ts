import type { Translation } from "../resource";
import { alertTranslations } from "./alerts";
import { clusterTranslations } from "./cluster";
import { dataTranslations } from "./data";
import { edgeTranslations } from "./edge";
import { identityTranslations } from "./identity";
import { machineTranslations } from "./machines";
import { networkTranslations } from "./network";
import { recordTranslations } from "./records";
import { storeTranslations } from "./stores";

/** What the answers of AWS say, in the words of the provider's resources. */
export const translations: readonly Translation[] = [
  ...networkTranslations,
  ...edgeTranslations,
  ...clusterTranslations,
  ...machineTranslations,
  ...dataTranslations,
  ...identityTranslations,
  ...recordTranslations,
  ...alertTranslations,
  ...storeTranslations,
];
