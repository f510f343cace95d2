import type { AwsCall } from "../call";
import { computeCalls } from "./compute";
import { dataCalls } from "./data";
import { identityCalls } from "./identity";
import { networkCalls } from "./network";
import { recordCalls } from "./records";
import { storeCalls } from "./stores";

/** Everything that the audit asks of an account. Reading only: each operation describes, gets or lists. */
export const calls: readonly AwsCall[] = [...networkCalls, ...computeCalls, ...dataCalls, ...identityCalls, ...recordCalls, ...storeCalls];
