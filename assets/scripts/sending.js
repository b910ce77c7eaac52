// Shows that a form is on its way, where the answer takes seconds. Back takes it away again.
export function showWhileSending() {
  const parts = [...document.querySelectorAll("[data-while-sending]")];
  const show = (form, sent) => parts.filter((part) => form.contains(part)).forEach((part) => { part.hidden = !sent; });
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) show(event.target, true);
  });
  window.addEventListener("pageshow", () => parts.forEach((part) => { part.hidden = true; }));
}
