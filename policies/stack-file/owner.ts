import { demand, notEvaluated } from "../preview/verdict";
import { platformKey } from "../settings";
import type { StackFileCheck } from "./check";
import { environmentOf } from "./environment";

/** The plan's JSON form lists every resource with its tags; without an owner among them the list is no inventory (PCI DSS 12.5.1). */
export const stackNamesOwner: StackFileCheck = ({ current }) => {
  if (environmentOf(current) === undefined) return notEvaluated("the stack file does not say which environment this is");
  const { tags } = JSON.parse(current.config[platformKey] ?? "{}") as { readonly tags?: { readonly owner?: unknown } | null };
  return demand(
    typeof tags?.owner === "string" && tags.owner.trim() !== "",
    "an inventory of the stack cannot tell whose its resources are; set compliant-eks:platform.tags.owner to a team",
  );
};
