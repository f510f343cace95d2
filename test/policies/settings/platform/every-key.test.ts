import assert from "node:assert/strict";
import { correct, mistakesIn } from "./support";

/** No key of a stack takes any of these. Null is what YAML makes of a key with nothing behind it. */
const wrong: readonly unknown[] = [null, true, -1.5, [[]]];

/** Dotted paths of all keys and entries, as the fixture's changes take them. */
function places(value: unknown, path = ""): string[] {
  const below = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [...(path === "" ? [] : [path]), ...below.flatMap(([key, item]) => places(item, path === "" ? key : `${path}.${key}`))];
}

const all = places(correct());
const shown = (place: string): string => place.replace(/\.(\d+)/g, "[$1]");
const pathsOf = (mistakes: readonly string[]): string[] => mistakes.map((mistake) => mistake.slice(0, mistake.indexOf(": ")));
const isAt = (path: string, place: string): boolean => path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);

/** Keys that a stack may leave out; `docs/configuration.md` says what then holds. */
const optional: ReadonlySet<string> = new Set([
  "access.personas",
  "namespaces",
  "namespaces[0].flows",
  "namespaces[0].flows[0].from.pods",
  "namespaces[0].flows[0].from.pods.app",
  "namespaces[0].flows[0].to.pods",
  "namespaces[0].flows[0].to.pods.app",
  "dataAccess.breakGlass.minutes",
  "registryMirror",
  "waivers",
]);

/** Keys whose absence shows at another place. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ["backup", "backup.maxRetentionDays"],
  ["dataAccess", "namespaces[0].dataClass"],
  ["cluster.nodeGroups[1].architecture", "cluster.nodeGroups[1].instanceTypes[0]"],
  ["ingress.public", "ingress"],
]);

describe("every key of a stack's platform", () => {
  it("with a value of a wrong type is a mistake at that key", () => {
    for (const place of all) {
      for (const value of wrong) {
        const paths = pathsOf(mistakesIn({ [place]: value }));
        assert.ok(
          paths.some((path) => isAt(path, shown(place))),
          `${place} = ${JSON.stringify(value)}: ${paths.join(", ")}`,
        );
      }
    }
  });

  it("is a mistake at that key when it is missing, unless it may be", () => {
    const keys = all.filter((place) => !/\.\d+$/.test(place));
    for (const place of keys) {
      const paths = pathsOf(mistakesIn({ [place]: undefined }));
      if (optional.has(shown(place))) assert.deepEqual(paths, [], place);
      else assert.ok(paths.includes(elsewhere.get(shown(place)) ?? shown(place)), `${place}: ${paths.join(", ")}`);
    }
    for (const name of [...optional, ...elsewhere.keys()]) assert.ok(keys.map(shown).includes(name), name);
  });
});
