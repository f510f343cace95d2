/** `pod-runs-as-nonroot` -> `PodRunsAsNonroot`: the kind of a check's constraint is the check's id in the spelling of kinds. */
export const constraintKind = (id: string): string =>
  id
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
