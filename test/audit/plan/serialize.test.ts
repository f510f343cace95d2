import assert from "node:assert/strict";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { planToJson, valueToJson } from "../../../audit/plan/serialize";
import { Hidden, Secret, UNKNOWN } from "../../../policies/preview/tree";
import { defaultAws, planned, prefix, stackUrn } from "./support";

const program = (): void => {
  const key = new kms.Key("key", { tags: { b: "2", a: pulumi.secret("planted") } });
  const box = new pulumi.ComponentResource("bank:index:Box", "box", { token: pulumi.secret({ deep: "planted" }) });
  new s3.Bucket(
    "bucket",
    { bucket: pulumi.interpolate`${key.arn}`, tags: pulumi.secret({ x: "planted" }) },
    { parent: box, protect: true },
  );
};

describe("a plan in JSON", () => {
  it("shows stack, components and resources, and leaves default providers out", async () => {
    const { plan } = await planned(program);
    const provider = `${defaultAws}::[unknown]`;
    const key = `${prefix}aws:kms/key:Key::key`;
    const box = `${prefix}bank:index:Box::box`;
    const none = { dependencies: [], propertyDependencies: {} };
    assert.deepEqual(planToJson(plan), {
      resources: [
        {
          urn: key,
          type: "aws:kms/key:Key",
          custom: true,
          protect: false,
          parent: stackUrn,
          ...none,
          provider,
          inputs: { tags: { a: "[secret]", b: "2" } },
        },
        {
          urn: `${prefix}bank:index:Box$aws:s3/bucket:Bucket::bucket`,
          type: "aws:s3/bucket:Bucket",
          custom: true,
          protect: true,
          parent: box,
          dependencies: [key],
          propertyDependencies: { bucket: [key] },
          provider,
          inputs: { bucket: "[unknown]", tags: "[secret]" },
        },
        { urn: box, type: "bank:index:Box", custom: false, protect: false, parent: stackUrn, ...none, inputs: { token: "[secret]" } },
        { urn: stackUrn, type: "pulumi:pulumi:Stack", custom: false, protect: false, ...none, inputs: {} },
      ],
    });
  });

  it("is the same text each time, and never holds a secret", async () => {
    const texts = [await planned(program), await planned(program)].map(({ plan }) => JSON.stringify(planToJson(plan)));
    assert.equal(texts[0], texts[1]);
    assert.doesNotMatch(texts.join(), /planted/);
  });

  it("marks what it does not show", () => {
    assert.deepEqual(valueToJson({ b: [UNKNOWN, new Secret({ x: 1 })], a: new Hidden("why"), absent: undefined, c: null }), {
      a: "[hidden]",
      b: ["[unknown]", "[secret]"],
      c: null,
    });
  });
});
