"use strict";

/**
 * The peer's side of the comparison: a platform of the same kind as our `prod` (VPC, encrypted EKS cluster, mesh, admission, runtime
 * detection, backup, a namespace per team), written for AWS CDK and EKS Blueprints and judged by three rule packs of cdk-nag. Plain JavaScript,
 * so that the peer pays for no compiler. Prints one line of JSON: how many resources its templates hold.
 */

const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const blueprints = require("@aws-quickstart/eks-blueprints");
const { App, Validations } = require("aws-cdk-lib");
const { KubernetesVersion } = require("aws-cdk-lib/aws-eks");
const { ArnPrincipal } = require("aws-cdk-lib/aws-iam");
const { AwsSolutionsChecks, HIPAASecurityChecks, PCIDSS321Checks } = require("cdk-nag");

const { addons, teams } = blueprints;
const account = "111122223333";
const region = "eu-west-1";

/** Versions are pinned: without one, Blueprints asks AWS while synthesising. */
const installed = () => [
  new addons.VpcCniAddOn({ version: "v1.19.2-eksbuild.1" }),
  new addons.CoreDnsAddOn("v1.11.4-eksbuild.2"),
  new addons.KubeProxyAddOn("v1.32.0-eksbuild.2"),
  new addons.EbsCsiDriverAddOn({ version: "v1.39.0-eksbuild.1" }),
  new addons.IstioBaseAddOn(),
  new addons.IstioControlPlaneAddOn(),
  new addons.OpaGatekeeperAddOn(),
  new addons.FalcoAddOn(),
  new addons.VeleroAddOn(),
  new addons.CalicoOperatorAddOn(),
];

/** As many as bring the blueprint to about 170 resources. Each is a namespace with quota and roles of its own. */
const names = Array.from({ length: 11 }, (_, index) => `team-${index + 1}`);

const team = (name) =>
  new teams.ApplicationTeam({
    name,
    namespaceLabels: { "istio-injection": "enabled" },
    namespaceHardLimits: { "requests.cpu": "10", "requests.memory": "10Gi" },
    users: [new ArnPrincipal(`arn:aws:iam::${account}:user/${name}`)],
  });

function resourcesIn(assembly) {
  return assembly.stacksRecursively.reduce((sum, stack) => sum + countIn(assembly, stack.template), 0);
}

/** Nested stacks are files beside the template that asks for them. */
function countIn(assembly, template) {
  return Object.values(template.Resources ?? {}).reduce((sum, resource) => {
    const file = resource.Metadata?.["aws:asset:path"];
    const nested = resource.Type === "AWS::CloudFormation::Stack" && file !== undefined;
    return sum + 1 + (nested ? countIn(assembly, JSON.parse(readFileSync(join(assembly.directory, file), "utf8"))) : 0);
  }, 0);
}

async function main() {
  const app = new App({ outdir: process.env.BENCH_OUT });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new HIPAASecurityChecks(app), new PCIDSS321Checks(app));
  await blueprints.EksBlueprint.builder()
    .account(account)
    .region(region)
    .version(KubernetesVersion.V1_32)
    .resourceProvider(blueprints.GlobalResources.KmsKey, new blueprints.CreateKmsKeyProvider("secrets"))
    .enableControlPlaneLogTypes(...Object.values(blueprints.ControlPlaneLogType))
    .addOns(...installed())
    .teams(...names.map(team))
    .buildAsync(app, "platform");
  const assembly = app.synth();
  process.stdout.write(`${JSON.stringify({ resources: resourcesIn(assembly) })}\n`);
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
