// Asks before typed words are lost. What was typed stays in this page's memory and is never stored.
function written(form) {
  return [...form.elements]
    .filter((part) => part.name && part.name !== "csrfmiddlewaretoken")
    .map((part) => `${part.name}=${part.type === "radio" || part.type === "checkbox" ? part.checked : part.value}`)
    .join("&");
}

export function warnBeforeLeaving() {
  const forms = [...document.querySelectorAll("form[data-warn-before-leaving]")];
  const first = new Map(forms.map((form) => [form, written(form)]));
  let sending = false;
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && forms.includes(event.target)) sending = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && forms.some((form) => written(form) !== first.get(form))) event.preventDefault();
  });
}
