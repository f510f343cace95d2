import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type Page, chromium } from "playwright-core";
import { auditToHtml } from "../../audit/report/audit/html";
import { toHtml } from "../../audit/report/html/page";
import { accountEvidence, keptWell } from "../audit/live/aws/account";
import { wellKept } from "../audit/live/cluster";
import { audited } from "../audit/live/support";
import { sample } from "../audit/report/sample";
import { chromium as packagedChromium, findPackaged } from "./tools/debian";

const widths = { desktop: 1280, phone: 400 } as const;

describe("the HTML page in a browser", () => {
  let browser: Browser;
  let place: string;
  const pages: Record<string, string> = {};

  before(async () => {
    place = mkdtempSync(join(tmpdir(), "compliant-eks-html-"));
    pages["findings of every kind"] = join(place, "sample.html");
    writeFileSync(join(place, "sample.html"), toHtml(sample()));
    pages["our own production"] = join(place, "prod.html");
    const entry = join(__dirname, "../../audit/cli/compliant-eks.cjs");
    const made = spawnSync(process.execPath, [entry, "preview", "--stack", "prod", "--format", "html", "--out", join(place, "prod.html")]);
    assert.equal(made.status, 0, String(made.stderr));
    pages["an audit"] = join(place, "audit.html");
    const missing = wellKept.filter(({ kind }) => !["NetworkPolicy", "Backup", "Restore"].includes(kind));
    writeFileSync(join(place, "audit.html"), auditToHtml(audited(accountEvidence(keptWell, missing))));
    browser = await chromium.launch({ executablePath: findPackaged(packagedChromium), args: ["--no-sandbox"] });
  });
  after(async () => {
    await browser.close();
    rmSync(place, { recursive: true, force: true });
  });

  interface Opened {
    readonly page: Page;
    /** What the page asked for, and what the browser complained about. */
    readonly requests: readonly string[];
    readonly complaints: readonly string[];
  }

  async function open(
    which: string,
    options: { width?: number; colorScheme?: "dark" | "light"; javaScriptEnabled?: boolean } = {},
  ): Promise<Opened> {
    const { width = widths.desktop, ...context } = options;
    const page = await (await browser.newContext({ viewport: { width, height: 900 }, ...context })).newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(pathToFileURL(pages[which] ?? "").href);
    return { page, requests, complaints };
  }

  for (const which of ["findings of every kind", "our own production", "an audit"])
    for (const [device, width] of Object.entries(widths))
      it(`${which}: on a ${device} nothing is asked for, nothing complained about, nothing sticks out`, async () => {
        const { page, requests, complaints } = await open(which, { width });
        assert.equal(requests.length, 1);
        assert.deepEqual(complaints, []);
        const beyond = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assert.equal(beyond, 0);
        const folder = process.env["SCREENSHOTS"];
        if (folder !== undefined) {
          mkdirSync(folder, { recursive: true });
          await page.screenshot({ path: join(folder, `${which.replaceAll(" ", "-")}-${device}.png`), fullPage: true });
        }
      });

  it("can be read without JavaScript, and then shows no filter", async () => {
    const { page } = await open("findings of every kind", { javaScriptEnabled: false });
    assert.equal(await page.locator("#filter").isVisible(), false);
    assert.equal(await page.getByText("the API is open; close it").first().isVisible(), true);
    await page.locator("details:not([open]) > summary").first().click();
  });

  it("is searched and filtered by keyboard alone", async () => {
    const { page } = await open("findings of every kind");
    const shown = () => page.locator("[data-text]:not([hidden])").count();
    const all = await shown();
    await page.keyboard.press("/");
    await page.keyboard.type("endpoint-not-open");
    const found = await shown();
    assert.ok(found > 0 && found < all, String(found));
    assert.equal(await page.locator("#count").textContent(), `${String(found)} of ${String(all)} shown`);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#count").textContent(), `${String(all)} of ${String(all)} shown`);
    await page.keyboard.press("Tab");
    await page.keyboard.type("failing");
    const statuses = await page.evaluate<readonly string[]>(
      "[...document.querySelectorAll('[data-text]:not([hidden])')].map((row) => row.dataset.status)",
    );
    assert.deepEqual([...new Set(statuses)], ["failing"]);
  });

  it("leads from a requirement to its finding, even one that the filter hides", async () => {
    const { page } = await open("findings of every kind");
    const requirement = page.locator("[data-status=failing]").first();
    await requirement.locator("summary").press("Enter");
    const link = requirement.getByRole("link").first();
    const target = (await link.getAttribute("href")) ?? "";
    await page.locator("select[name=status]").selectOption("failing");
    await link.press("Enter");
    await page.locator(`[id="${target.slice(1)}"][open]`).waitFor({ state: "visible" });
  });

  for (const colorScheme of ["light", "dark"] as const)
    it(`has text of enough contrast in the ${colorScheme} scheme`, async () => {
      const { page } = await open("findings of every kind", { colorScheme });
      const worst = await page.evaluate<{ readonly ratio: number; readonly text: string }>(worstContrast);
      assert.ok(worst.ratio >= 4.5, `${worst.text}: ${worst.ratio.toFixed(2)}`);
    });

  it("shows where the focus is", async () => {
    const { page } = await open("findings of every kind");
    await page.keyboard.press("Tab");
    const width = await page.evaluate("getComputedStyle(document.activeElement).outlineWidth");
    assert.equal(width, "3px");
  });
});

/** Runs in the page: the least contrast of any text with its ground (WCAG 2.2, "relative luminance" and "contrast ratio"). */
const worstContrast = `(() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const channel = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, a = 1] = parse(getComputedStyle(at).backgroundColor);
      if (a > 0) return [r, g, b];
    }
    return [255, 255, 255];
  };
  let worst = { ratio: Infinity, text: "" };
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "");
    if (!own || element.tagName === "SCRIPT" || element.closest("[hidden]")) continue;
    const [high, low] = [luminance(parse(getComputedStyle(element).color)), luminance(ground(element))].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < worst.ratio) worst = { ratio, text: element.textContent.trim().slice(0, 40) };
  }
  return worst;
})()`;
