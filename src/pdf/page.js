// Asked of the print page by src/pdf/passes.rs. The page itself holds no script.
(() => {
  const root = document.documentElement;
  const main = document.querySelector("main");
  let names = 0;
  const named = (element) => (element.id ||= `offprint-${++names}`);
  const wordsOf = (element) => {
    const copy = element.cloneNode(true);
    for (const note of copy.querySelectorAll(".noteref, rp, rt, .linkref")) note.remove();
    for (const line of copy.querySelectorAll("br")) line.replaceWith("\u3000");
    return copy.textContent.replace(/[^\S\u3000]+/g, " ").trim();
  };

  // parts, headlines and subheads in order; what stands outside the articles is as high as a part
  const outline = [];
  let parts = 0;
  for (const element of document.querySelectorAll("h1, h2, h3, main .part-page, main p.part, .imprint")) {
    const inside = main?.contains(element);
    const isPart = inside && element.matches(".part-page, p.part");
    if (isPart && element.parentElement.closest(".part-page")) continue;
    if (inside && element.closest(".part-page") && !isPart) continue;
    if (!inside && element.matches("h3")) continue;
    if (element.matches(".imprint") && element.querySelector("h1, h2")) continue;
    const title = element.matches(".imprint") ? element.getAttribute("aria-label") ?? "" : wordsOf(element);
    if (!title) continue;
    if (isPart) parts += 1;
    const level = !inside || isPart ? 1 : (parts ? 2 : 1) + (element.matches("h3") ? 1 : 0);
    outline.push({ id: named(element), level, title });
  }

  const folios = [...document.querySelectorAll(".folio[data-for]")];
  const rectos = [...document.querySelectorAll(".recto")];
  const blank = (recto) => {
    const before = recto.previousElementSibling ?? (recto.parentElement === main ? main.previousElementSibling : null);
    return before?.matches(".blank") ? before : null;
  };
  const opening = rectos.filter(blank);

  // Chromium names the places of those elements to which a link leads
  const ids = new Set([...outline.map((entry) => entry.id), ...folios.map((folio) => folio.dataset.for)]);
  for (const recto of opening) ids.add(named(recto));
  if (main) ids.add(named(main));
  const links = document.createElement("div");
  links.hidden = true;
  for (const id of ids) {
    if (!document.getElementById(id)) continue;
    const link = document.createElement("a");
    link.setAttribute("href", `#${id}`);
    links.append(link);
  }
  document.body.append(links);

  globalThis.offprintFill = (labels, blanks) => {
    if (folios.length) root.classList.add("numbered");
    for (const folio of folios) folio.textContent = labels[folio.dataset.for] ?? "";
    opening.forEach((recto, index) => blank(recto).classList.toggle("on", blanks[index]));
  };

  // What is wider than the line it stands in, measured as wide as the printed type area.
  globalThis.offprintWide = () => {
    const found = [];
    for (const sheet of document.querySelectorAll(".sheet")) {
      const room = sheet.getBoundingClientRect();
      const vertical = getComputedStyle(sheet).writingMode.startsWith("vertical");
      for (const element of sheet.querySelectorAll("p, pre, table, figure, img, math, h2, h3, h4, ul, ol, dl")) {
        const box = element.getBoundingClientRect();
        const over = vertical ? box.bottom - room.bottom : box.right - room.right;
        const inner = vertical ? element.scrollHeight - element.clientHeight : element.scrollWidth - element.clientWidth;
        const scrolls = element.clientWidth > 0 && element.matches("p, pre, figure, h2, h3, h4");
        const wide = Math.max(over, scrolls ? inner : 0);
        if (wide > 2 && !found.some((one) => one.element.contains(element)))
          found.push({ element, sheet: sheet.id, wide, tag: element.localName, words: wordsOf(element).slice(0, 24) });
      }
    }
    return found.map(({ element, ...rest }) => rest);
  };

  // Pictures of fewer pixels to the inch than a printer wants, at the size at which they are printed.
  globalThis.offprintCoarse = () => {
    const found = [];
    for (const image of document.querySelectorAll(".sheet img")) {
      const box = image.getBoundingClientRect();
      // a drawing has no pixels, and of a picture with air around it the picture counts
      if (image.src.startsWith("data:image/svg") || !image.naturalWidth || !box.width || !box.height) continue;
      const inches = Math.min(box.width, (box.height * image.naturalWidth) / image.naturalHeight) / 96;
      const dots = Math.round(image.naturalWidth / inches);
      const caption = image.closest("figure")?.querySelector("figcaption");
      const words = (caption ? wordsOf(caption) : image.alt).slice(0, 24);
      if (dots < 300) found.push({ sheet: image.closest(".sheet").id, dots, words });
    }
    return found;
  };

  return { outline, folios: folios.map((folio) => folio.dataset.for), rectos: opening.map((recto) => recto.id), main: main?.id ?? "" };
})()
