import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { CheckResult } from "../../../audit/judge/result";
import { toHtml } from "../../../audit/report/html/page";
import { clusterUrn, results, sample } from "./sample";

const inner = (page: string, name: string): string => new RegExp(`<${name}>([^]*?)</${name}>`).exec(page)?.[1] ?? "";

describe("the HTML form of a report", () => {
  it("asks for nothing from elsewhere, and lets a browser run nothing but its own script", () => {
    const page = toHtml(sample());
    assert.doesNotMatch(page, /\b(src|srcset|action|formaction|data)=|@import|url\(|<link|<iframe|<object/);
    for (const [, target = ""] of page.matchAll(/href="([^"]*)"/g)) assert.match(target, /^#/);
    for (const name of ["style", "script"]) {
      const hash = createHash("sha256").update(inner(page, name)).digest("base64");
      assert.ok(page.includes(`${name}-src &#39;sha256-${hash}&#39;`), name);
    }
    assert.match(page, /default-src &#39;none&#39;/);
    assert.doesNotMatch(page, / style="| on[a-z]+="/);
  });

  it("names every finding with its remedy, and every requirement with its status", () => {
    const report = sample();
    const page = toHtml(report);
    for (const { check, status } of report.findings) assert.ok(page.includes(`id="finding-${check}-${status}"`), check);
    for (const { id, status } of report.requirements) {
      const start = page.indexOf(`<details id="${id}"`);
      assert.ok(page.slice(start, page.indexOf(">", start)).includes(`data-status="${status}"`), id);
    }
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, "an id occurs twice");
    for (const [, target = ""] of page.matchAll(/href="#([^"]*)"/g)) assert.ok(ids.includes(target), target);
  });

  it("keeps names and messages text", () => {
    const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;`;
    const planted: CheckResult = {
      check: "eks-endpoint-not-open-to-internet",
      urn: `${clusterUrn}${hostile}`,
      status: "fail",
      message: hostile,
    };
    const page = toHtml(sample({ results: [...results, planted] }));
    assert.equal(page.split("<script>").length, 2);
    assert.doesNotMatch(page, /<img/);
    assert.ok(page.includes("&lt;img src=x onerror=&#39;alert(2)&#39;&gt;&amp;amp;"));
  });

  it("never says more than a plan can", () => {
    const page = toHtml(sample());
    assert.match(page, /A plan declares, it does not observe/);
    assert.doesNotMatch(page, /data-status="(observed|compliant|pass)"/);
    assert.doesNotMatch(inner(page, "header").replaceAll("compliant-eks", ""), /compliant|certified|observed|passed/i);
  });

  it("says of each waiver what it matched", () => {
    assert.match(toHtml(sample()), /eks-endpoint-private-access-on<\/code>[^]*?matched 1/);
  });
});
