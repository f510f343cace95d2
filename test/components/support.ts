import { planProgram } from "../../audit/plan";
import type { Site } from "../../components/args";
import type { Plan } from "../../policies/preview/plan";
import type { Reader } from "../../policies/preview/reader";

export const site: Site = { accountId: "111122223333", region: "eu-west-1", partition: "aws" };
export const clusterName = "ledger-dev";
export const tags = { owner: "payments" };

/** Plans what a function creates, as a preview before the first update would. */
export async function planComponent(create: () => unknown): Promise<Plan> {
  const planned = await planProgram({
    program: () => void create(),
    project: "ledger",
    stack: "dev",
    config: { "aws:region": site.region },
    secretKeys: [],
  });
  return planned.plan;
}

/** The only resource of a type. */
export function only(plan: Plan, type: string): Reader {
  const [first, ...others] = plan.ofType(type);
  if (!first || others.length > 0) throw new Error(`expected one ${type}, found ${String(plan.ofType(type).length)}`);
  return first;
}

/** The resource of a type with this name. */
export function named(plan: Plan, type: string, name: string): Reader {
  const found = plan.ofType(type).find((reader) => reader.name === name);
  if (!found)
    throw new Error(
      `no ${type} is named ${name}, there are: ${plan
        .ofType(type)
        .map((reader) => reader.name)
        .join(", ")}`,
    );
  return found;
}

/** A property that must be known text. */
export function textOf(reader: Reader, path: string): string {
  const value = reader.read(path);
  if (typeof value !== "string") throw new Error(`${path} of ${reader.name} is no known text`);
  return value;
}
