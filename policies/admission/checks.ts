import type { AdmissionCheckId } from "../controls";
import { type Admission, podKinds } from "./admission";

/** Every check that looks at admission, by its id, which is also the name of its folder and of its constraint. */
export const admissionChecks: Readonly<Record<AdmissionCheckId, Admission>> = {
  "pod-runs-as-nonroot": { kinds: podKinds, libraries: ["pods"] },
};

export const admissionCheckIds = Object.keys(admissionChecks) as readonly AdmissionCheckId[];
