// Folded parts: filters stand open on a desk, and reasons print even where they were closed.
const DESK = "(min-width: 40.0625em)";

export function openOnDesk() {
  if (!window.matchMedia(DESK).matches) return;
  document.querySelectorAll("details[data-open-on-desk]").forEach((fold) => { fold.open = true; });
}

export function openForPrint() {
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((fold) => { fold.open = true; });
  });
  window.addEventListener("afterprint", () => opened.forEach((fold) => { fold.open = false; }));
}
