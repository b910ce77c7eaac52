// Brings a progress bar up to date while work beside the pages goes on. Nobody pressed anything, so the session is not
// used by it; without this file a link does the same.
const EVERY = 3000; // milliseconds

export function followProgress() {
  let part = document.querySelector("[data-follow]");
  if (!part) return;

  function look() {
    if (document.hidden) return wait();
    return fetch(part.dataset.follow, { headers: { "handrail-follows": "1" }, redirect: "error" })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
      .then(show)
      .catch(wait);
  }

  function show(text) {
    const fetched = new DOMParser().parseFromString(text, "text/html").querySelector("[data-follow]");
    if (!fetched || fetched.dataset.state !== part.dataset.state) return window.location.reload();
    part.replaceChildren(...fetched.childNodes);
    return wait();
  }

  function wait() {
    setTimeout(look, EVERY);
  }
  wait();
}
