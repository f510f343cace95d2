/** The page's only script: search and filter. Without it everything can still be read. */
export const script = `
"use strict";
const form = document.getElementById("filter");
const rows = [...document.querySelectorAll("[data-text]")];
const groups = [...document.querySelectorAll("[data-group]")];
const count = document.getElementById("count");
function apply() {
  const words = form.elements.text.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const status = form.elements.status.value;
  const framework = form.elements.framework.value;
  let shown = 0;
  for (const row of rows) {
    const fits = words.every((word) => row.dataset.text.includes(word)) && (status === "" || row.dataset.status === status)
      && (framework === "" || row.dataset.framework.split(" ").includes(framework));
    row.hidden = !fits;
    if (fits) shown += 1;
  }
  for (const group of groups) group.hidden = !group.querySelector("[data-text]:not([hidden])");
  count.textContent = shown + " of " + rows.length + " shown";
}
form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(apply));
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|SELECT)$/.test(document.activeElement.tagName)) { event.preventDefault(); form.elements.text.focus(); }
  if (event.key === "Escape" && document.activeElement === form.elements.text) { form.reset(); apply(); }
});
window.addEventListener("hashchange", open);
function open() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.hidden) form.reset();
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
}
apply();
open();
`;
