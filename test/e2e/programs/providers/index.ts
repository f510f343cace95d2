import { Provider } from "@pulumi/aws/provider";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import { Provider as Kubernetes } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";

/** Default, explicit and inherited providers, with configuration that is known, secret or not known yet. */

class Site extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions = {}) {
    super("bank:index:Site", name, {}, opts);
    const key = new kms.Key(`${name}-key`, {}, { parent: this });
    new kms.Alias(`${name}-alias`, { targetKeyId: key.keyId }, { parent: key });
    new Room(`${name}-room`, { parent: this });
    this.registerOutputs({});
  }
}

class Room extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("bank:index:Room", name, {}, opts);
    new s3.Bucket(`${name}-bucket`, {}, { parent: this });
    this.registerOutputs({});
  }
}

const ireland = new Provider("ireland", {
  region: "eu-west-1",
  allowedAccountIds: ["012345678901"],
  defaultTags: { tags: { site: "ireland" } },
});
const secret = new Provider("secret", { region: "eu-central-1", token: pulumi.secret("planted-in-provider") });
const base = new kms.Key("base");
const later = new Provider("later", {
  region: "eu-west-2",
  assumeRoles: [{ roleArn: pulumi.interpolate`arn:aws:iam::111122223333:role/${base.keyId}` }],
});

new Site("default");
new Site("by-map", { providers: { aws: ireland } });
new Site("by-list", { providers: [secret] });
new Site("by-provider", { provider: ireland });
new Site("of-a-provider-not-configured", { providers: [later] });

new kms.Key("explicit", {}, { provider: ireland });
const late = new kms.Key("late", { description: "known" }, { provider: later });
new kms.Alias("of-late", { targetKeyId: late.keyId, name: late.description.apply((text) => `alias/${text}`) });
new kms.Alias("below-explicit", { targetKeyId: "key-1" }, { parent: new kms.Key("parent", {}, { provider: ireland }) });

const cluster = new Kubernetes("cluster", { kubeconfig: base.arn, enableServerSideApply: true });
new ConfigMap(
  "settings",
  { metadata: { name: "settings", namespace: "default" }, data: { key: base.arn, level: "high" } },
  { provider: cluster },
);
