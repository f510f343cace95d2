import { createHash } from "node:crypto";
import { Markup, html } from "./markup";
import { script } from "./script";
import { style } from "./style";

/** What stands in a page: its parts, one below the other. */
export interface Page {
  readonly title: string;
  readonly head: Markup;
  readonly sections: readonly Markup[];
  readonly foot: Markup;
}

/**
 * One file that asks for nothing else, and of which a browser runs and shows nothing that we did not write (its Content Security Policy
 * names style and script by their hashes).
 */
export function pageOf({ title, head, sections, foot }: Page): string {
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${element("style", style)}
      </head>
      <body>
        ${head}
        <main>${sections}</main>
        ${foot} ${element("script", script)}
      </body>
    </html> `.text;
}

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** Our own style or script, which hold no text of anybody else; to the letter, or their hash would not fit. */
const element = (name: "style" | "script", text: string): Markup => new Markup(`<${name}>${text}</${name}>`);
