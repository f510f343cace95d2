import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { UNKNOWN } from "./tree";

export const roleType = "aws:iam/role:Role";

/**
 * What a property that names a role (by name, ARN or output) can be compared by: the role's name, else the URN of the planned role that
 * it comes from. Undefined when neither is known.
 */
export function roleOf(resource: Reader, path: string, plan: Plan): string | undefined {
  const value = resource.read(path);
  if (typeof value === "string") return value.split("/").at(-1);
  if (value !== UNKNOWN) return undefined;
  const roles = resource
    .sources(resource.topOf(path))
    .flatMap((urn) => plan.get(urn) ?? [])
    .filter((source) => source.type === roleType);
  return roles.length === 1 && roles[0] ? identityOf(roles[0]) : undefined;
}

/** As `roleOf`, of the role itself. */
export function identityOf(role: Reader): string {
  const name = role.read("name");
  return typeof name === "string" ? name : role.urn;
}
