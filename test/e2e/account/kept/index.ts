import type { Aws } from "../aws";
import { makeBuckets } from "./buckets";
import type { Made } from "./made";
import { makeEdge, makeNetwork, withoutDefaultVpc } from "./network";
import { makeRecords } from "./records";
import { makeKey, makePeople, makeServices } from "./services";

export type { Made } from "./made";

/** Makes an account as the platform leaves it. */
export async function makeKept(aws: Aws): Promise<Made> {
  await withoutDefaultVpc(aws);
  await makePeople(aws);
  const key = await makeKey(aws);
  const network = await makeNetwork(aws);
  await makeBuckets(aws, key.keyArn);
  const records = await makeRecords(aws, { ...key, ...network });
  const services = await makeServices(aws, key);
  const edge = await makeEdge(aws, network);
  return { ...key, ...network, ...records, ...services, ...edge };
}
