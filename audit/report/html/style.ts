/** The page's only style. Colours of text have a contrast of at least 4.5 to 1 on their ground (WCAG 2.2, 1.4.3), in both schemes. */
export const style = `
:root { color-scheme: light dark; --ground: #fff; --panel: #f5f6f8; --line: #d5d9e0; --text: #1b1f26; --soft: #535b68; --link: #0b57c2;
  --bad: #a8071a; --warn: #8a4b00; --good: #1a6b2f; --calm: #4a5568; --focus: #0b57c2; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171c; --panel: #1d2128; --line: #383f4a; --text: #e8eaee; --soft: #a9b1be;
  --link: #8ab8ff; --bad: #ff9a9a; --warn: #ffc27a; --good: #8fd6a2; --calm: #b8c0cc; --focus: #8ab8ff; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main, header, footer { max-width: 64rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.5rem; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; line-height: 1.25; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
p { margin: .25rem 0 .75rem; }
a { color: var(--link); }
code { font: .875em ui-monospace, monospace; }
.soft { color: var(--soft); }
.verdict { font-weight: 600; font-size: 1.1rem; }
.bad { color: var(--bad); } .good { color: var(--good); }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .75rem; padding: 0; margin: 0; list-style: none; }
.cards > li { background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .75rem; }
.cards h3 { margin: 0 0 .25rem; }
.counts { margin: 0; display: grid; grid-template-columns: 1fr auto; gap: 0 .5rem; }
.counts dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
.filter { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; background: var(--panel); border: 1px solid var(--line);
  border-radius: .4rem; padding: .75rem; margin-top: 1.5rem; }
.filter label { display: grid; gap: .15rem; font-size: .875rem; color: var(--soft); flex: 1 1 9rem; min-width: 0; }
.filter input, .filter select { font: inherit; color: var(--text); background: var(--ground); border: 1px solid var(--soft); border-radius: .3rem;
  padding: .35rem .5rem; width: 100%; min-height: 2.5rem; }
.filter output { flex-basis: 100%; font-size: .875rem; color: var(--soft); }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .4rem 0; background: var(--panel); }
summary { padding: .5rem .75rem; cursor: pointer; display: flex; flex-wrap: wrap; gap: .25rem .6rem; align-items: baseline; }
summary::before { content: "\\25b8"; color: var(--soft); }
details[open] > summary::before { content: "\\25be"; }
summary .what { flex: 1 1 14rem; min-width: 0; }
details > div { padding: 0 .75rem .5rem; }
details ul { padding-left: 1.1rem; margin: .25rem 0 .75rem; }
.status { font-size: .8rem; font-weight: 600; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .5rem; white-space: nowrap; }
.status-failing, .status-fail, .status-error { color: var(--bad); }
.status-unknown, .status-deferred, .status-not-evaluated, .status-waived { color: var(--warn); }
.status-declared, .status-observed, .status-pass { color: var(--good); }
.status-left-to-people, .status-not-applicable { color: var(--calm); }
.ref { font-weight: 600; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); }
@media (max-width: 40rem) { table, tbody, tr, td { display: block; } thead { position: absolute; clip-path: inset(50%); }
  tr { border-bottom: 1px solid var(--line); padding: .4rem 0; } td { border: 0; padding: 0; } }
footer { padding-top: 2rem; padding-bottom: 2rem; color: var(--soft); font-size: .9rem; }
[hidden] { display: none !important; }
@media print { :root { color-scheme: light; --ground: #fff; --panel: #fff; --line: #999; --text: #000; --soft: #333; --link: #000; --bad: #8a0010;
  --warn: #6b3a00; --good: #0f5223; --calm: #333; } .filter { display: none; } details { break-inside: avoid; }
  details::details-content { content-visibility: visible; } h2, h3 { break-after: avoid; } }
`;
