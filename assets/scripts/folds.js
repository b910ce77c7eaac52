// Folded parts: filters stand open on a desk, and reasons print even where they were closed.
const DESK = "(min-width: 40.0625em)";

export function openOnDesk() {
  if (!window.matchMedia(DESK).matches) return;
  document.querySelectorAll("details[data-open-on-desk]").forEach((fold) => { fold.open = true; });
}

// On a phone a panel that is read now and then is one line, its heading the button: the page stays one that a thumb can cross.
// What is looked for in the page, or led to by its address, opens; a wide window and paper show everything.
export function foldOnPhone() {
  const wide = window.matchMedia(DESK);
  const panels = [...document.querySelectorAll("[data-fold-on-phone]")];
  const lay = () => panels.forEach(wide.matches ? unfolded : folded);
  const leadTo = () => {
    const panel = location.hash && document.getElementById(location.hash.slice(1))?.closest(".app-side--folds");
    if (!panel) return;
    set(panel, true);
    panel.scrollIntoView();
  };
  lay();
  leadTo();
  wide.addEventListener("change", lay);
  window.addEventListener("hashchange", leadTo);
  window.addEventListener("beforeprint", () => panels.forEach(unfolded));
  window.addEventListener("afterprint", lay);
}

const within = (panel) => panel.querySelector(":scope > [data-folded]");

function folded(panel) {
  if (panel.classList.contains("app-side--folds")) return;
  const title = panel.querySelector("h2, h3");
  const head = [...panel.children].find((part) => part.contains(title));
  const rest = document.createElement("div");
  const button = document.createElement("button");
  rest.dataset.folded = "";
  rest.append(...[...panel.childNodes].filter((node) => node !== head));
  panel.append(rest);
  button.type = "button";
  button.className = "app-side__fold";
  button.append(...title.childNodes);
  button.addEventListener("click", () => set(panel, rest.hasAttribute("hidden")));
  rest.addEventListener("beforematch", () => set(panel, true));
  title.append(button);
  panel.classList.add("app-side--folds");
  set(panel, false);
}

function unfolded(panel) {
  if (!panel.classList.contains("app-side--folds")) return;
  const button = panel.querySelector(".app-side__fold");
  const rest = within(panel);
  button.replaceWith(...button.childNodes);
  rest.replaceWith(...rest.childNodes);
  panel.classList.remove("app-side--folds");
}

function set(panel, open) {
  const rest = within(panel);
  if (open) rest.removeAttribute("hidden");
  else rest.setAttribute("hidden", "until-found");
  panel.querySelector(".app-side__fold").setAttribute("aria-expanded", open);
}

export function openForPrint() {
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((fold) => { fold.open = true; });
  });
  window.addEventListener("afterprint", () => opened.forEach((fold) => { fold.open = false; }));
}

// The pages of a case are one fold on a phone.
export function foldTabs() {
  document.querySelectorAll("[data-tabs-fold]").forEach((button) => {
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", open);
      button.closest("nav").classList.toggle("app-tabs--open", open);
    });
  });
}

// A link of earlier to a part that has moved to a page of its own leads there.
export function followMovedPart() {
  const moved = location.hash && document.getElementById(location.hash.slice(1))?.dataset.movedTo;
  if (moved) location.replace(moved + location.hash);
}
