import assert from "node:assert/strict";
import { suggestion } from "../../../policies/settings/suggest";

const known = ["namespaces", "network", "nat", "environment", "frameworks"];

describe("the suggestion for an unknown name", () => {
  const rows: readonly (readonly [name: string, want: string | undefined])[] = [
    ["namespace", "namespaces"],
    ["Network", "network"],
    ["netwrok", "network"],
    ["enviroment", "environment"],
    ["na", "nat"],
    ["password", undefined],
    ["", undefined],
  ];
  for (const [name, want] of rows) it(`of ${JSON.stringify(name)} is ${want ?? "none"}`, () => assert.equal(suggestion(name, known), want));
  it("is none where nothing is known", () => assert.equal(suggestion("nat", []), undefined));
});
