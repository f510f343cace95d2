import { services } from "../model";
import type { Issue } from "../problems";
import { choice, either, flag, list, region, section, text, whole, words } from "./fields";
import type { Draft, Rule } from "./rules";
import { unique } from "./unique";

const days = (what: string, description: string, why: string) => whole(what, 1, 36500).optional().meta({ description, why });
const hours = (what: string, description: string, why: string) => whole(what, 1, 720).optional().meta({ description, why });

const resolved = (name: string): string => `The frameworks decide (\`${name}\`).`;

export const loggingSchema = section({
  retentionDays: days(
    "days that logs live",
    "Total life of audit logs; more than the frameworks ask for, never less. Rounded up to what CloudWatch accepts.",
    resolved("log.retention.days"),
  ),
  hotDays: days(
    "days that logs can be queried at once",
    "Part of it that can be queried at once; never less than the frameworks ask for.",
    resolved("log.hot.days"),
  ),
  maxRetentionDays: days(
    "days after which logs are gone",
    "Longest life of logs; may be shorter than the default, never longer.",
    resolved("log.retention.max.days"),
  ),
});

export const backupSchema = section({
  retentionDays: days("days that backups live", "Life of a backup; more than the default, never less.", resolved("backup.retention.days")),
  lockDays: days(
    "days that backups are locked",
    "Time for which nobody can delete a backup; more than the default, never less.",
    resolved("backup.lock.days"),
  ),
  maxRetentionDays: days(
    "days after which copies are gone",
    "Longest life of copies of personal or account data, by your retention schedule. Required with gdpr, popia or pci-dss.",
    "There is no safe default (GDPR 5(1)(e), POPIA 14(1), PCI DSS 3.2.1).",
  ),
  rpoHours: hours("hours", "Age that the last good backup may have; less than the default, never more.", resolved("backup.rpo.hours")),
  rtoHours: hours("hours", "Time that a restore may take; less than the default, never more.", resolved("backup.rto.hours")),
  restoreTestDays: days(
    "days between restore tests",
    "Interval of restore tests; less than the default, never more.",
    resolved("restore.test.days"),
  ),
  copyRegion: region.optional().meta({
    description: "Another of `allowedRegions`, in which the locked copies of backups are kept.",
    why: "Which places data may be in, only the entity knows; without it they are in the region of everything else.",
  }),
});

export const externalService = section({
  owner: words("the team that runs it").meta({ description: "The team that runs the service." }),
  reference: words("where its evidence is, such as a ticket or document").meta({ description: "Where an auditor finds the evidence." }),
});

const service = either(
  "create, or external: with owner and reference",
  choice(["create"]),
  section({ external: externalService.meta({ description: "Another team runs it, and answers for it." }) }),
);

export const accountServicesSchema = section(
  Object.fromEntries(
    services.map((name) => [
      name,
      service.meta({
        description: `Who runs ${name}: \`create\` makes it in this stack, \`external:\` (owner, reference) says that another team does.`,
        why: "An account has one of it, so nobody can guess.",
      }),
    ]),
  ) as Record<(typeof services)[number], typeof service>,
);

export const alertsSchema = section({
  emails: list("e-mail addresses", text("an e-mail address", /^[^\s@<>]{1,64}@[a-z0-9.-]{1,190}\.[a-z]{2,24}$/i), 1, 10).meta({
    description: "Who is told. Tokens of Slack and PagerDuty are secret keys of their own.",
    why: "An alert that reaches nobody is none (PCI DSS 10.7.2).",
  }),
});

const entrance = section({
  domain: text("a domain such as pay.example.com, small letters", /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/).meta({
    description: "The domain that clients ask for.",
  }),
  certificateArn: text(
    "the ARN of a certificate in this region and account, such as arn:aws:acm:eu-west-1:111122223333:certificate/...",
    /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/,
  ).meta({ description: "Its certificate in ACM, of this region and account." }),
});

export const admissionSchema = section({
  enforcementAction: choice(["deny", "warn"]).default("deny").meta({
    description:
      "What happens to an object that breaks a rule: `deny` refuses it; `warn`, in development only, lets it in and says why it is wrong.",
    why: "A rule that refuses nothing protects nothing.",
  }),
  safeDefaults: flag("whether Gatekeeper fills in what pods leave out").default(false).meta({
    description:
      "Gatekeeper fills in what a pod leaves out and the rules ask for: the seccomp profile RuntimeDefault, no capability, no token for the Kubernetes API.",
    why: "What runs is then not what somebody wrote and reviewed.",
  }),
});

/** Trying out is for where no data of people is. */
export const admissionRules: Rule = ({ admission, environment }) =>
  admission?.enforcementAction === "warn" && environment !== undefined && environment !== "development"
    ? [{ path: ["admission", "enforcementAction"], message: "may be warn in development only; write deny, or leave it out" }]
    : [];

export const meshSchema = section({
  algorithms: choice(["default", "fips-140-2"]).default("default").meta({
    description: "Algorithms of mutual TLS: `default` is what Istio takes from TLS 1.2 on, `fips-140-2` only what that standard approves.",
    why: "The images' modules are not validated, so that the narrower list alone does not make FIPS.",
  }),
});

export const ingressSchema = either(
  "none, internal: or public: (with domain and certificateArn)",
  choice(["none"]),
  section({
    internal: entrance.optional().meta({ description: "A load balancer that only the VPC and what is joined to it can reach." }),
    public: entrance.optional().meta({ description: "A load balancer on the internet." }),
  }),
);

export const registryMirrorSchema = text(
  "a registry host and prefix without scheme and closing slash, such as 111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror",
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+(:\d{2,5})?(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/,
);

export const operationsRules: Rule = (platform, site) => [
  ...alertIssues(platform),
  ...ingressIssues(platform, site),
  ...copyIssues(platform, site),
  ...dataLifeIssues(platform),
];

const alertIssues = ({ alerts }: Draft): Issue[] => unique(alerts?.emails, ["alerts", "emails"], "address");

const ingressIssues: Rule = ({ ingress }, site) => {
  if (typeof ingress !== "object") return [];
  const chosen = (["internal", "public"] as const).filter((exposure) => ingress[exposure] !== undefined);
  if (chosen.length !== 1)
    return [{ path: ["ingress"], message: "names not exactly one of internal: and public:; write one of them, or none" }];
  return chosen.flatMap((exposure) => {
    const [, partition, , region, account] = ingress[exposure]?.certificateArn?.split(":") ?? [];
    const ours =
      site === undefined || region === undefined || (partition === site.partition && region === site.region && account === site.accountId);
    return ours
      ? []
      : [
          {
            path: ["ingress", exposure, "certificateArn"],
            message: "is not a certificate of this stack's region and account, where a load balancer needs it; write one that is",
          },
        ];
  });
};

/** A copy stays where the data may be; in the region of everything else it needs no name. */
const copyIssues: Rule = ({ allowedRegions, backup }, site) => {
  const to = backup?.copyRegion;
  const path = ["backup", "copyRegion"];
  if (to === undefined) return [];
  if (to === site?.region)
    return [{ path, message: "is aws:region, where copies are anyway; leave it out, or write another of allowedRegions" }];
  return allowedRegions === undefined || allowedRegions.includes(to)
    ? []
    : [{ path, message: "is outside allowedRegions, which backups may not leave; write one of them" }];
};

/** PCI DSS, GDPR and POPIA want an end for copies of the data, and only the entity knows it. */
function dataLifeIssues({ frameworks, backup }: Draft): Issue[] {
  const asking = (["gdpr", "popia", "pci-dss"] as const).filter((framework) => frameworks?.includes(framework) === true);
  if (asking.length === 0 || backup?.maxRetentionDays !== undefined) return [];
  return [
    {
      path: ["backup", "maxRetentionDays"],
      message: `is missing, and ${asking.join(", ")} want an end for copies of the data; write the number of days in your retention schedule`,
    },
  ];
}
