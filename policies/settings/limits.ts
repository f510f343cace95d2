import type { ParameterName } from "../controls/parameters";
import type { Conflict, Resolved } from "./strictest";

/** One parameter that may not exceed another; `path` is where the stack file can settle it. */
interface Limit {
  readonly lower: ParameterName;
  readonly upper: ParameterName;
  readonly path: string;
  readonly says: string;
}

const limitsBetween: readonly Limit[] = [
  { lower: "log.retention.days", upper: "log.retention.max.days", path: "logging.maxRetentionDays", says: "logs cannot be kept that long" },
  { lower: "log.hot.days", upper: "log.retention.days", path: "logging.hotDays", says: "logs cannot be queried longer than they live" },
  {
    lower: "backup.retention.days",
    upper: "data.retention.max.days",
    path: "backup.maxRetentionDays",
    says: "backups cannot be kept that long",
  },
  {
    lower: "backup.lock.days",
    upper: "data.retention.max.days",
    path: "backup.maxRetentionDays",
    says: "a locked backup cannot be erased in time",
  },
  { lower: "backup.lock.days", upper: "backup.retention.days", path: "backup.lockDays", says: "a backup cannot expire while it is locked" },
];

/** Minimum over maximum, with both sides and who asks for each. */
export function limits(resolved: ReadonlyMap<ParameterName, Resolved>): Conflict[] {
  return limitsBetween.flatMap(({ lower, upper, path, says }) => {
    const least = resolved.get(lower);
    const most = resolved.get(upper);
    if (typeof least?.value !== "number" || typeof most?.value !== "number" || least.value <= most.value) return [];
    const sides = `${lower} is ${String(least.value)} (${least.reason}), ${upper} is ${String(most.value)} (${most.reason})`;
    return [{ path, message: `${says}: ${sides}; change one side, or choose other frameworks for this stack` }];
  });
}
