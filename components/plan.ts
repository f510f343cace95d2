import type { PlatformArgs } from "./args";

/** The arguments, and what is derived from them for more than one component. */
export interface Plan extends PlatformArgs {
  readonly clusterName: string;
  /** A period that CloudWatch Logs accepts, for the part of the logs that can be queried; the archive has them all. */
  readonly logRetentionDays: number;
}
