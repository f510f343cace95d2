import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { awsServiceChecks } from "../../../../policies/preview/aws-services";

const modules = join(__dirname, "../../../../node_modules/@pulumi/aws");

/** Tokens of all resources of a service, as the provider's own modules have them. */
const tokensOf = (service: string): ReadonlySet<string> =>
  new Set(
    readdirSync(join(modules, service))
      .filter((file) => file.endsWith(".js"))
      .flatMap((file) => /__pulumiType = '([^']+)'/.exec(readFileSync(join(modules, service, file), "utf8"))?.[1] ?? []),
  );

describe("checks on services beside the cluster", () => {
  it("have cases", () => {
    const tables = readdirSync(__dirname)
      .filter((file) => file !== "index.test.ts")
      .map((file) => readFileSync(join(__dirname, file), "utf8"))
      .join("");
    assert.deepEqual(
      Object.keys(awsServiceChecks).filter((id) => !tables.includes(`"${id}"`)),
      [],
    );
  });

  it("are about resources that the provider has", () => {
    const tokens = [...new Set(Object.values(awsServiceChecks).flatMap((check) => check.types))];
    const services = [...new Set(tokens.map((token) => token.split(/[:/]/)[1] ?? ""))];
    const known = new Set(services.flatMap((service) => [...tokensOf(service)]));
    assert.deepEqual(
      tokens.filter((token) => !known.has(token)),
      [],
    );
  });
});
