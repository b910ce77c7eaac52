// No signal: the answer stays on this page, and is sent when the signal is back. It is never stored.
function say(form) {
  const note = document.createElement("p");
  note.className = "app-unsaved";
  note.setAttribute("role", "alert");
  note.textContent = document.body.dataset.saidOffline;
  const button = form.querySelector("button[type=submit]");
  button.before(note);
  return note;
}

export function waitForSignal() {
  let note = null;
  document.addEventListener("submit", (event) => {
    if (navigator.onLine || event.target.method !== "post") return;
    event.preventDefault();
    if (note) return;
    note = say(event.target);
    const { target, submitter } = event;
    window.addEventListener("online", () => {
      note.remove();
      note = null;
      target.requestSubmit(submitter);
    }, { once: true });
  }, { capture: true });
}
