import assert from "node:assert/strict";
import { withoutCreatorAdmin } from "../../../components/cluster/creator-admin";

const call = (type: string, props: object) => withoutCreatorAdmin({ custom: true, type, name: "x", props, opts: { protect: true } });

describe("the transform of what the eks plugin makes", () => {
  it("turns the creator's administrator entry off and keeps everything else", async () => {
    const props = { name: "ledger", accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true } };
    assert.deepEqual(await call("aws:eks/cluster:Cluster", props), {
      props: { name: "ledger", accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false } },
      opts: { protect: true },
    });
  });

  it("writes the setting when the plugin leaves it out", async () => {
    const changed = await call("aws:eks/cluster:Cluster", {});
    assert.deepEqual(changed?.props, { accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false } });
  });

  for (const type of ["eks:index:Cluster", "aws:eks/addon:Addon", "pulumi:providers:kubernetes"])
    it(`leaves ${type} alone`, async () => {
      assert.equal(await call(type, { accessConfig: {} }), undefined);
    });
});
