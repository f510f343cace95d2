import { requestOf } from "./review";
import { type Sample, type SampleObject, decisions } from "./samples";

/** The copies that Gatekeeper keeps, in the shape in which Rego finds them. */
function inventoryOf(objects: readonly SampleObject[]): object {
  const found: Record<string, unknown> = {};
  for (const object of objects) {
    const { name, namespace } = object.metadata;
    const path = namespace === undefined ? ["cluster"] : ["namespace", namespace];
    let at = found;
    for (const key of [...path, object.apiVersion, object.kind]) at = (at[key] ??= {}) as Record<string, unknown>;
    at[name] = object;
  }
  return found;
}

/** A Rego module that asks of each sample that it is answered with its message and no other. It is written for a run and not kept. */
export function testModule(id: string, samples: readonly Sample[]): string {
  const name = id.replaceAll("-", "");
  const cases = samples.map((sample) => {
    const { refusedWith } = sample;
    const messages = refusedWith === undefined ? "set()" : `{${JSON.stringify(refusedWith)}}`;
    const input = JSON.stringify({ review: requestOf(sample), parameters: decisions });
    return `test_${sample.name.replaceAll(/\W+/g, "_")} if {\n\t{violation.msg | some violation in data.${name}.violation with input as ${input} with data.inventory as ${JSON.stringify(inventoryOf(sample.inventory))}} == ${messages}\n}\n`;
  });
  return `package ${name}_samples_test\n\n${cases.join("\n")}`;
}
