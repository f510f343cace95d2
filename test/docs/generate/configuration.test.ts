import assert from "node:assert/strict";
import { renderConfiguration } from "../../../docs/generate/configuration";
import { environmentParameters, parameters } from "../../../policies/controls/parameters";
import { platformSchema } from "../../../policies/settings/platform/schema";

/** Cells of every row that begins with a key or parameter. */
const rows = renderConfiguration()
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));

describe("the page of the configuration", () => {
  it("has every key of the platform and every parameter", () => {
    const names = new Set(rows.map(([, name]) => name));
    for (const name of [...Object.keys(platformSchema.shape), ...Object.keys(parameters), ...Object.keys(environmentParameters)]) {
      assert.ok(names.has(`\`${name}\``), name);
    }
    assert.ok(names.has("`cluster.nodeGroups[].instanceTypes`"));
    assert.ok(names.has("`accountServices.inspector.external.owner`"));
  });

  it("says of every key what it is, and its default or that it has none", () => {
    const keys = rows.filter((cells) => cells.length === 6);
    assert.ok(keys.length > 80, String(keys.length));
    for (const [, name, type, byDefault, meaning] of keys) {
      for (const cell of [type, byDefault, meaning]) assert.notEqual(cell, "", name);
    }
  });
});
