import assert from "node:assert/strict";
import * as kms from "@pulumi/aws/kms";
import { Namespace } from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import { isDefaultProvider } from "../../../audit/plan";
import { Secret } from "../../../policies/preview/tree";
import { defaultAws, find, planned, prefix, unknownId } from "./support";

describe("default providers", () => {
  it("are configured from the stack's keys of their package, secrets as secrets", async () => {
    const config = { "aws:region": "eu-west-1", "aws:allowedAccountIds": '["111122223333"]', "aws:token": "planted", "bank:region": "x" };
    const program = await planned(() => new kms.Key("key"), { config, secretKeys: ["aws:token"] });
    assert.deepEqual(find(program, "::default_7_48_0"), {
      urn: defaultAws,
      type: "pulumi:providers:aws",
      name: "default_7_48_0",
      custom: true,
      protect: false,
      retainOnDelete: false,
      dependencies: [],
      propertyDependencies: {},
      inputs: { region: "eu-west-1", allowedAccountIds: '["111122223333"]', token: new Secret("planted"), version: "7.48.0" },
    });
  });

  it("exist once per package and version, and only for packages in use", async () => {
    const program = await planned(() => {
      new kms.Key("one");
      new kms.Key("two");
      new kms.Key("old", {}, { version: "6.0.0" });
      new Namespace("namespace");
    });
    assert.deepEqual(
      program.plan.resources.filter(isDefaultProvider).map(({ urn }) => urn.slice(prefix.length)),
      ["pulumi:providers:aws::default_6_0_0", "pulumi:providers:aws::default_7_48_0", "pulumi:providers:kubernetes::default_4_34_2"],
    );
    assert.equal(find(program, "::old").provider, `${prefix}pulumi:providers:aws::default_6_0_0::${unknownId}`);
  });

  it("are named after the place a plugin comes from, when it has one", async () => {
    const program = await planned(() => {
      new kms.Key("key", {}, { pluginDownloadURL: "github://api.example.com/a.b" });
    });
    assert.equal(
      find(program, "::default_7_48_0_github___api_example_com_a_b").inputs["pluginDownloadURL"],
      "github://api.example.com/a.b",
    );
  });

  it("are told from providers that a program makes", async () => {
    const program = await planned(() => {
      new pulumi.ComponentResource("bank:index:Thing", "default_thing");
    });
    assert.deepEqual(program.plan.resources.filter(isDefaultProvider), []);
  });
});
