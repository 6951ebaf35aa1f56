// The desk without this script is a page to read; with it, marks explain themselves, and lists can be filtered.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const bar = byId("bar"), note = byId("note"), body = byId("note-body"), filter = document.createElement("style");
  document.head.append(filter);
  bar.hidden = false;
  let chosen = null, back = null;

  const idOf = (mark) => mark.dataset.r || (mark.getAttribute("href") || "").slice(1);
  const marksOf = (id) => all(`.row a[href="#${id}"], .row u[data-r="${id}"]`);
  const matches = (el) => (!byId("rule").value || el.dataset.k === byId("rule").value)
    && (!byId("sure").value || el.dataset.s === byId("sure").value);

  // one style sheet hides what the filters leave out: no element is touched
  function apply() {
    const want = [["k", byId("rule").value], ["s", byId("sure").value]].filter(([, value]) => value);
    filter.textContent = want.map(([name, value]) => `.row [data-${name}]:not([data-${name}="${value}"]){text-decoration:none;cursor:inherit}
      li[data-${name}]:not([data-${name}="${value}"]),tr[data-${name}]:not([data-${name}="${value}"]){display:none}`).join("");
    byId("shown").textContent = want.length
      ? bar.dataset.shown.replace("#", all("li[data-k],tr[data-k]").filter(matches).length) : "";
  }

  function choose(id, mark, text) {
    const entry = byId(id);
    if (!entry) return;
    marksOf(chosen || "-").forEach((one) => one.classList.remove("on"));
    chosen = id;
    marksOf(id).forEach((one) => one.classList.add("on"));
    body.replaceChildren();
    if (text) { const line = document.createElement("p"); line.textContent = text; body.append(line); }
    else if (entry.tagName === "TR") for (const cell of entry.cells) { const line = document.createElement("p"); line.append(...[...cell.cloneNode(true).childNodes]); body.append(line); }
    else body.append(...[...entry.cloneNode(true).childNodes]);
    byId("to-list").href = "#" + id;
    note.hidden = false;
    back = mark;
    note.focus({ preventScroll: true });
  }

  function close() {
    note.hidden = true;
    if (back) back.focus({ preventScroll: true });
  }

  function go(id) {
    const marks = marksOf(id);
    const mark = marks.find((one) => one.closest(".page")) || marks[0] || byId(id);
    const show = () => mark.scrollIntoView({ block: "center" });
    show();
    // rows are laid out when they come into view, and may be taller than was guessed
    requestAnimationFrame(show);
    choose(id, mark);
  }

  function step(list, by) {
    if (!list.length) return;
    const at = list.indexOf(chosen);
    go(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length]);
  }
  const doubts = () => all("#doubts li[data-k]").filter(matches).map((li) => li.id);
  const repairs = () => [...new Set(all(".page a[data-k]").filter(matches).map(idOf))];
  const acts = {
    n: () => step(doubts(), 1), p: () => step(doubts(), -1),
    j: () => step(repairs(), 1), k: () => step(repairs(), -1),
  };
  const keys = { "next-doubt": "n", "prev-doubt": "p", next: "j", prev: "k" };
  for (const [id, key] of Object.entries(keys)) byId(id).addEventListener("click", acts[key]);
  byId("rule").addEventListener("change", apply);
  byId("sure").addEventListener("change", apply);
  bar.addEventListener("submit", (event) => event.preventDefault());
  byId("close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select,input,textarea")) return;
    if (event.key === "Escape" && !note.hidden) close();
    else if (acts[event.key.toLowerCase()]) { event.preventDefault(); acts[event.key.toLowerCase()](); }
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".row a[data-k], .row u[data-r]");
    if (!mark || !matches(mark)) return;
    // a typographic mark inside a structural one explains both: the inner first
    event.preventDefault();
    choose(idOf(mark), mark.closest("a") || mark, mark.tagName === "U" ? mark.title : "");
  });
  apply();
})();
