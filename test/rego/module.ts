import { requestOf } from "./review";
import { type Sample, decisions } from "./samples";

/** A Rego module that asks of each sample that it is answered with its message and no other. It is written for a run and not kept. */
export function testModule(id: string, samples: readonly Sample[]): string {
  const name = id.replaceAll("-", "");
  const cases = samples.map((sample) => {
    const { refusedWith } = sample;
    const messages = refusedWith === undefined ? "set()" : `{${JSON.stringify(refusedWith)}}`;
    const input = JSON.stringify({ review: requestOf(sample), parameters: decisions });
    return `test_${sample.name.replaceAll(/\W+/g, "_")} if {\n\t{violation.msg | some violation in data.${name}.violation with input as ${input}} == ${messages}\n}\n`;
  });
  return `package ${name}_samples_test\n\n${cases.join("\n")}`;
}
