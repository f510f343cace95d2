import * as pulumi from "@pulumi/pulumi";
import { createApi } from "./api";
import type { PatientRecordsArgs } from "./args";
import { createDatabase } from "./database";
import { createOpenings } from "./openings";
import { createPassword } from "./password";

/**
 * The healthcare example: records of patients in PostgreSQL on an encrypted volume, and an API that alone may reach it and is itself reached by
 * guarded requests only. It runs in a namespace of tenants, by the rules that hold for everybody's workloads.
 */
export class PatientRecords extends pulumi.ComponentResource {
  constructor(name: string, args: PatientRecordsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:PatientRecords", name, {}, opts);
    const child = { parent: this };
    const inCluster = { ...child, provider: args.kubernetes };
    const openings = createOpenings(name, args, inCluster);
    const { secretClass, ready } = createPassword(`${name}-password`, args, child, { ...inCluster, dependsOn: [...openings] });
    const database = createDatabase(`${name}-database`, args, secretClass, inCluster, ready);
    createApi(`${name}-api`, args, secretClass, inCluster, [database]);
    this.registerOutputs({});
  }
}
