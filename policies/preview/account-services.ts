import type { ServiceName, Settings } from "../settings/model";
import type { PlanCheck } from "./check";
import { onPlatform } from "./presence";
import { demand, leftToPeople } from "./verdict";

/**
 * Something of a service that an account has once must be there, unless the stack says that another team runs the service: then that team
 * answers for it, and its reference says where the evidence is.
 */
export function serviceRuns(service: ServiceName, type: string, missing: string): PlanCheck {
  return onPlatform(type, (plan, settings) => external(service, settings) ?? demand(plan.ofType(type).length > 0, missing));
}

/** What is said of a service that another team runs; undefined where it is this stack's. */
export function external(service: ServiceName, { externalServices }: Settings): ReturnType<typeof leftToPeople> | undefined {
  const other = externalServices[service];
  return other === undefined ? undefined : leftToPeople(other.owner, `another team runs ${service}; see its reference in the stack file`);
}
