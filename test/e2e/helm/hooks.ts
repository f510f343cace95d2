import type { KubernetesObject } from "../kubernetes/client";

export type Moment = "pre-install" | "post-install" | "pre-upgrade" | "post-upgrade" | "pre-delete" | "post-delete";

const annotation = ({ metadata }: KubernetesObject, name: string): string => metadata.annotations?.[`helm.sh/${name}`] ?? "";
const listed = (text: string): readonly string[] => text.split(",").map((one) => one.trim());

export const isHook = (object: KubernetesObject): boolean => annotation(object, "hook") !== "";

/** An object that stays when its release goes. */
export const isKept = (object: KubernetesObject): boolean => annotation(object, "resource-policy") === "keep";

/** The hooks of a moment in the order in which Helm makes them: by weight, then as it sorts kinds and names. */
export const hooksAt = (moment: Moment, objects: readonly KubernetesObject[]): readonly KubernetesObject[] =>
  objects.filter((object) => listed(annotation(object, "hook")).includes(moment)).toSorted((a, b) => weight(a) - weight(b));

const weight = (object: KubernetesObject): number => Number(annotation(object, "hook-weight")) || 0;

/** When a hook is deleted; before a new one of its name when nothing is said. */
export function policiesOf(object: KubernetesObject): { readonly before: boolean; readonly succeeded: boolean } {
  const said = annotation(object, "hook-delete-policy");
  const policies = listed(said);
  return { before: said === "" || policies.includes("before-hook-creation"), succeeded: policies.includes("hook-succeeded") };
}
