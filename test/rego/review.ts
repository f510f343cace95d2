import type { Sample, SampleObject } from "./samples";

/** `apps/v1` and `Deployment` as an admission review has them. */
function kindOf({ apiVersion, kind }: SampleObject): { readonly group: string; readonly version: string; readonly kind: string } {
  const [first = "", second] = apiVersion.split("/");
  return second === undefined ? { group: "", version: first, kind } : { group: first, version: second, kind };
}

/** What the API server asks about a sample that somebody creates. */
export const requestOf = ({ object, as = "admin" }: Sample): object => ({
  kind: kindOf(object),
  operation: "CREATE",
  name: object.metadata.name,
  userInfo: { username: as },
  object,
});

export const reviewOf = (sample: Sample): object => ({
  apiVersion: "admission.k8s.io/v1",
  kind: "AdmissionReview",
  request: { uid: "sample", ...requestOf(sample) },
});
