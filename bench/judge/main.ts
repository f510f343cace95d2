import { join } from "node:path";
import { judgePlan } from "../../audit/judge/judge";
import { planProgram } from "../../audit/plan";
import { readStack } from "../../audit/plan/stack-file";
import { previewChecks } from "../../policies/preview";
import { Plan, type PlannedResource } from "../../policies/preview/plan";
import { settingsFrom } from "../../policies/settings";
import { median } from "../statistics";

/** What all checks cost over plans of mixed resources, in this process: planning is not counted, the first round is not either. */

const root = join(__dirname, "../..");
const fixtures = join(root, "test/fixtures/programs");

/** Ours, and programs of other teams. */
const programs = [
  { folder: root, stack: "prod", entry: "index.ts" },
  { folder: join(fixtures, "data-lake"), stack: "eu", entry: "lake.js" },
  { folder: join(fixtures, "kubernetes-app"), stack: "dev", entry: "index.ts" },
];

const sizes = [1000, 2500, 5000, 10_000];
const rounds = 5;

async function main(): Promise<void> {
  const resources: PlannedResource[] = [];
  for (const { folder, stack, entry } of programs) {
    const { plan } = await planProgram({ ...readStack(folder, stack), program: join(folder, entry) });
    resources.push(...plan.resources);
  }
  const settings = settingsFrom({ config: readStack(root, "prod").config, today: new Date().toISOString().slice(0, 10) });
  const cost = (size: number): number => {
    const plan = copies(resources, size);
    const start = process.cpuUsage();
    judgePlan(new Plan(plan, "program"), settings, previewChecks);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / size;
  };
  sizes.forEach(cost);
  console.log(
    `${String(Object.keys(previewChecks).length)} checks, Node.js ${process.versions.node}, median of ${String(rounds)}\nresources   CPU ms per resource`,
  );
  for (const size of sizes) {
    const costs = Array.from({ length: rounds }, () => cost(size));
    console.log(`${String(size).padStart(9)}   ${median(costs).toFixed(2)}`);
  }
}

/** Copies of the programs side by side: every copy refers to itself only. */
function copies(resources: readonly PlannedResource[], size: number): readonly PlannedResource[] {
  return Array.from({ length: size }, (_, index) => {
    const resource = resources[index % resources.length];
    if (resource === undefined) throw new Error("the programs make nothing");
    const mark = (urn: string): string => `${urn}-${String(Math.floor(index / resources.length))}`;
    const sources = Object.entries(resource.propertyDependencies).map(([property, urns]) => [property, urns.map(mark)] as const);
    return {
      ...resource,
      urn: mark(resource.urn),
      name: mark(resource.name),
      dependencies: resource.dependencies.map(mark),
      propertyDependencies: Object.fromEntries(sources),
      ...(resource.parent === undefined ? {} : { parent: mark(resource.parent) }),
    };
  });
}

void main();
