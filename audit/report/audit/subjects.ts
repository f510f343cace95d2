import type { About } from "../../evidence/model";

/** The cluster of an audit, in words. */
export const clusterOf = ({ cluster }: About): string =>
  cluster === undefined ? "not read" : `${cluster.server} (Kubernetes ${cluster.version})`;

/** The account of an audit, in words. */
export function accountOf({ account, region, read }: About): string {
  const where = [account, region].filter((part) => part !== undefined).join(", ");
  return read.includes("account") ? where : `${where === "" ? "" : `${where}: `}not read`;
}
