import { Command, Option } from "commander";
import { tenantsFrom } from "../../policies/settings";
import { admissionProbes } from "../drill/admission";
import { type DrillReport, runProbes, tallyOf } from "../drill/drill";
import { untriedProbes } from "../drill/not-tried";
import { personaProbes } from "../drill/personas";
import { connect, versionOf as versionOfCluster } from "../live/kubernetes/connection";
import { readStack } from "../plan/stack-file";
import { drillToText } from "../report/drill/text";
import { toJson } from "../report/json";
import { UserError } from "../user-error";
import { type ExitCode, exit } from "./exit";
import type { Host } from "./host";
import { whole } from "./numbers";
import { columnsOf, hasColour, print } from "./output";
import { progressOn } from "./progress";
import { programDirectory } from "./project";
import { versionOf } from "./version";

interface DrillOptions {
  readonly stack: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace?: string;
  readonly timeout: number;
  readonly format: "text" | "json";
}

export function drillCommand(host: Host, done: (code: ExitCode) => void): Command {
  return new Command("drill")
    .description("Try on a running cluster what must not be possible: nothing is kept, and nothing runs.")
    .requiredOption("--stack <name>", "whose cluster it is: personas and namespaces are those of Pulumi.<name>.yaml")
    .option("--kubeconfig <file>", "how to reach the cluster; else KUBECONFIG, ~/.kube/config, or the pod's own account")
    .option("--context <name>", "context of the kubeconfig, else its current one")
    .option("--namespace <name>", "where violating objects are tried, by dry run; else the first tenant of the stack")
    .option("--timeout <seconds>", "time that one answer may take", whole(1, 600), 30)
    .addOption(new Option("--format <format>", "form of the report on standard output").choices(["text", "json"]).default("text"))
    .addHelpText("after", examples)
    .action(async (options: DrillOptions) => {
      const report = await drill(options, host);
      const text = options.format === "json" ? toJson(report) : drillToText(report, { width: columnsOf(host), colour: hasColour(host) });
      await print(text, host);
      done(report.summary.fail + report.summary.error > 0 ? exit.findings : exit.clean);
    });
}

async function drill({ stack, namespace, timeout, ...options }: DrillOptions, host: Host): Promise<DrillReport> {
  const { access, namespaces } = tenantsFrom(readStack(programDirectory(host.cwd, host.root), stack).config);
  const tenants = namespaces.map(({ name }) => name);
  const where = namespace ?? tenants[0];
  if (where === undefined) throw new UserError(`the stack ${stack} has no namespace to try objects in; name one with --namespace`);
  const time = new Date().toISOString();
  const cluster = await connect({ kubeconfig: options.kubeconfig, context: options.context, timeout: timeout * 1000 });
  try {
    const version = await versionOfCluster(cluster);
    const probes = [...admissionProbes(where), ...personaProbes(access.personas, tenants), ...untriedProbes];
    const results = await runProbes(probes, cluster, progressOn(host, "trying"));
    return {
      schemaVersion: 1,
      kind: "drill",
      tool: { name: "compliant-eks", version: versionOf(host.root) },
      stack,
      cluster: { server: cluster.server, version },
      namespace: where,
      time,
      summary: tallyOf(results),
      probes: results,
    };
  } finally {
    cluster.close();
  }
}

const examples = `
Whoever runs it needs the right to make what is tried and to create
subjectaccessreviews. Nothing of what is tried stays.

Examples:
  compliant-eks drill --stack prod
  compliant-eks drill --stack prod --kubeconfig prod.yaml --format json

Exit codes: 0 nothing failed, 1 a probe failed or is in error, 2 bad input
or no cluster, 3 internal error.`;
