import { inAccount } from "./in-account";
import { inCluster } from "./in-cluster";
import type { Neutral } from "./neutral";

export { neutralWhenMissing } from "./missing";

export const neutral: readonly Neutral[] = [...inAccount, ...inCluster];
