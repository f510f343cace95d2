import assert from "node:assert/strict";
import { volumes } from "../../../components/cluster/launch-template";

describe("the disks of a node", () => {
  it("are one on Amazon Linux, of the size asked for", () => {
    assert.deepEqual(volumes({ name: "general", operatingSystem: "al2023", diskSize: 80 }), [{ deviceName: "/dev/xvda", size: 80 }]);
  });

  it("are two on Bottlerocket, and the size asked for is that of the data", () => {
    assert.deepEqual(volumes({ name: "general", operatingSystem: "bottlerocket", diskSize: 80 }), [
      { deviceName: "/dev/xvda", size: 4 },
      { deviceName: "/dev/xvdb", size: 80 },
    ]);
  });
});
