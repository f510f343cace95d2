import assert from "node:assert/strict";
import type { CheckResult } from "../../../audit/judge/result";
import { toMarkdown } from "../../../audit/report/markdown";
import { results, sample } from "./sample";

/** `check resource` of each finding that a text lists. */
const listed = (text: string): string[] =>
  [...text.matchAll(/^- \*\*[a-z-]+\*\* `([^`]+)` \([^)]*\) on (?:`([^`]+)`|the stack)/gm)]
    .map(([, check, name]) => `${check ?? ""} ${name ?? ""}`)
    .sort();

const failing = (name: string, message = "the API is open; close it"): CheckResult => ({
  check: "eks-endpoint-not-open-to-internet",
  urn: `urn:pulumi:dev::demo::eks:index:Cluster::${name}`,
  status: "fail",
  message,
});

describe("the Markdown form of a report", () => {
  it("lists every finding of the report, each with its remedy", () => {
    const report = sample();
    const text = toMarkdown(report);
    assert.deepEqual(
      listed(text),
      report.findings.map(({ check, urn }) => `${check} ${urn === "" ? "" : (urn.split("::").at(-1) ?? "")}`).sort(),
    );
    assert.ok(report.findings.length > 5);
    assert.match(text, /eks-endpoint-not-open-to-internet.*the API is open; close it\. \*.+\*/);
  });

  it("begins with the verdict, and shows counts per framework", () => {
    const text = toMarkdown(sample());
    assert.match(text, /^## compliant-eks: \d+ mandatory findings?\n\nStack `dev` of project `demo`/);
    assert.match(text, /^\| PCI DSS v4\\?\.0\\?\.1 \| \d+ \| \d+ \| /m);
    assert.match(toMarkdown(sample({ results: [] })), /mandatory finding/);
  });

  it("folds away what nobody has to mend, and never what fails", () => {
    const [open = "", folded = ""] = toMarkdown(sample()).split("<details>");
    assert.match(open, /\*\*fail\*\*/);
    assert.doesNotMatch(folded, /\*\*(fail|error)\*\*/);
    assert.match(folded, /\*\*deferred\*\*/);
    assert.match(folded, /\*\*left-to-people\*\*/);
  });

  it("says of each waiver what it matched", () =>
    assert.match(toMarkdown(sample()), /waiver of `eks-endpoint-private-access-on` .*: matched 1/));

  it("fits into a comment, and says what was left out", () => {
    const many = Array.from({ length: 2000 }, (_, index) => failing(`cluster-${String(index)}`));
    const text = toMarkdown(sample({ results: [...results, ...many] }));
    assert.ok(text.length <= 65_536, String(text.length));
    const left = Number(/^(\d+) more did not fit here; the JSON form has them all\.$/m.exec(text)?.[1]);
    assert.ok(left > 0);
    const urgent = sample({ results: [...results, ...many] }).findings.filter(({ status }) => status === "fail" || status === "error");
    assert.equal(listed(text.split("<details>")[0] ?? "").length + left, urgent.length);
    assert.match(text, /A plan declares, it does not observe/);
  });

  it("keeps names and messages text: no markup, no mention, no line of their own", () => {
    const hostile = "x`\n# <img src=x onerror=alert(1)> @everyone [a](b) | **b**";
    const text = toMarkdown(sample({ results: [failing(hostile, hostile)] }));
    assert.doesNotMatch(text, /^# /m);
    assert.doesNotMatch(text.replace(/`[^`\n]*`/g, ""), /[^\\]<img|@everyone|[^\\]\[a\]|[^\\]\*\*b/);
  });
});
