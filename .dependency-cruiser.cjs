/** Imports go one way (docs/architecture.md). Each rule says who may not import whom, and why. */
const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from: { path: from }, to: { path: to } });

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "A cycle of values has no first reader.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    rule("catalogue-is-data", "The catalogue imports nothing but itself.", "^policies/controls/", "^(?!policies/controls/|node_modules/)"),
    rule(
      "policies-stand-alone",
      "The pack works for any program: it imports nothing of ours from outside.",
      "^policies/",
      "^(components|audit|test|docs|config\\.ts|index\\.ts)",
    ),
    rule(
      "checks-do-not-know-the-pack",
      "Checks are called by the adapter and the judge, never the other way round.",
      "^policies/(controls|preview|stack-file|settings|waivers)",
      "^policies/(index\\.ts|crossguard/)",
    ),
    rule("components-do-not-read-configuration", "Components take arguments.", "^components/", "^(config\\.ts|index\\.ts|audit/|test/)"),
    rule(
      "components-know-no-checks",
      "A component is judged from outside.",
      "^components/",
      "^policies/(preview|settings|waivers|stack-file|index)",
    ),
    {
      name: "no-sibling-components",
      comment: "A component takes plain inputs, never a sibling's object, so that each can be read and tested alone.",
      severity: "error",
      from: { path: "^components/([^/]+)/" },
      to: { path: "^components/([^/]+)/", pathNot: "^components/$1/" },
    },
    rule("configuration-knows-no-components", "The compiler compares the two types in index.ts.", "^config\\.ts", "^(components|audit)/"),
    rule("audit-runs-programs-by-path", "The audit judges any program; it imports none.", "^audit/", "^(components/|index\\.ts)"),
    rule("nothing-imports-tests", "Tests prove; nothing rests on them.", "^(?!test/)", "^test/"),
    // sarif has types and nothing else (@types/sarif), which the compiler finds.
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^sarif$" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.|coverage|dist)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".cjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["require", "node", "default", "types"],
    },
  },
};
