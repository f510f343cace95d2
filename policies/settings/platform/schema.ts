import * as z from "zod";
import { frameworkIds } from "../../controls/model";
import { environments } from "../model";
import { accessSchema } from "./access";
import { clusterSchema } from "./cluster";
import { dataAccessSchema } from "./data-access";
import { choice, labels, list, region, section, whole } from "./fields";
import { namespaceSchema } from "./namespaces";
import { networkSchema } from "./network";
import {
  accountServicesSchema,
  alertsSchema,
  backupSchema,
  admissionSchema,
  ingressSchema,
  loggingSchema,
  meshSchema,
  registryMirrorSchema,
} from "./operations";
import { patientRecordsSchema } from "./patient-records";
import { waiversSchema } from "./waivers";

/** Everything that may stand under `compliant-eks:platform`. An unknown key is a mistake. */
export const platformSchema = section({
  environment: choice(environments).meta({
    description: "What the stack is for. Production turns on deletion protection, `protect` and COMPLIANCE locks.",
    why: "No default: protection must never be a matter of forgetting.",
  }),
  acknowledgeIrrevocableLock: whole("days", 1, 36500).optional().meta({
    description:
      "Production only, and required there: the days of the longest COMPLIANCE lock that the stack sets. The message of a wrong value names the number.",
    why: "Nobody, not even the account's root, can delete or pay less for what is locked until then.",
  }),
  frameworks: list(`frameworks, of ${frameworkIds.join(", ")}`, choice(frameworkIds), 1, 4).meta({
    description: "Frameworks that govern the data of this stack. They decide parameters and which findings are mandatory.",
  }),
  allowedRegions: list("regions such as eu-west-1", region, 1, 20).meta({
    description: "Regions in which the data may be kept; `aws:region` is one of them, and each is one that the frameworks accept.",
  }),
  network: networkSchema.meta({ description: "The VPC." }),
  cluster: clusterSchema.meta({ description: "The EKS cluster and its nodes." }),
  access: accessSchema.meta({ description: "Who may do what with the cluster." }),
  logging: loggingSchema.default({}).meta({ description: "Life of logs.", why: "The frameworks decide." }),
  backup: backupSchema.default({}).meta({ description: "Life and test of backups.", why: "The frameworks decide." }),
  accountServices: accountServicesSchema.meta({ description: "Services of which an account has one." }),
  alerts: alertsSchema.meta({ description: "Who is told." }),
  admission: admissionSchema.default({ enforcementAction: "deny", safeDefaults: false }).meta({
    description: "How Gatekeeper judges objects that enter the cluster.",
    why: "Nothing has to be said.",
  }),
  mesh: meshSchema
    .default({ algorithms: "default" })
    .meta({ description: "Mutual TLS between workloads.", why: "Nothing has to be said." }),
  dataAccess: dataAccessSchema.optional().meta({
    description:
      "How requests for records of people are verified, authorised and logged. Required with a namespace of class phi or cardholder.",
    why: "No such data.",
  }),
  ingress: ingressSchema.meta({
    description: "How requests enter: `none`, or `internal:` or `public:` with `domain` and `certificateArn`.",
  }),
  registryMirror: registryMirrorSchema.optional().meta({
    description: "Registry that mirrors every image: host and prefix, without scheme and closing slash.",
    why: "The images' own registries.",
  }),
  namespaces: list("namespaces", namespaceSchema, 0, 200).default([]).meta({ description: "Namespaces for workloads.", why: "None." }),
  patientRecords: patientRecordsSchema.optional().meta({
    description: "The healthcare example: a database of patient records and an API in front of it.",
    why: "An example is for trying out.",
  }),
  waivers: waiversSchema,
  tags: labels("tags such as {owner: platform-team}").default({}).meta({
    description:
      "Tags on every AWS resource, besides environment, framework-scope and data-classification. Name an `owner`: an inventory asks whose a resource is.",
    why: "None.",
  }),
});

/** What a correct stack file says, defaults filled in. */
export type Platform = z.output<typeof platformSchema>;

/** The same as JSON Schema: what may be written, with descriptions, defaults and reasons. For the page of all keys. */
export const platformJsonSchema = (): unknown => z.toJSONSchema(platformSchema, { io: "input" });
