// No signal, or a server that does not answer: what was typed stays on this page, and is sent when they are back. It is
// never stored. Whether the server answers is asked while somebody types and as they reach the button, so that sending
// waits for nothing; if it went away in the very moment of sending, the browser's own page can send it again.
const EVERY = 5000; // milliseconds between two askings while there is no answer
const FRESH = 15000; // an answer so new is not asked for again while typing
const AT_MOST = 8000;
const AWAY = [502, 503, 504]; // what stands before the server answers instead of it

let reached = true;
let askedAt = 0;

async function ask() {
  const icon = document.querySelector('link[rel="icon"]');
  if (!icon || icon.href.startsWith("data:")) return;
  askedAt = Date.now();
  const signal = AbortSignal.timeout ? AbortSignal.timeout(AT_MOST) : undefined;
  try {
    const answer = await fetch(icon.href, { method: "HEAD", cache: "no-store", signal });
    reached = !AWAY.includes(answer.status);
  } catch {
    reached = false;
  }
}

function askUnlessAskedSince(age) {
  if (Date.now() - askedAt > age) ask();
}

function say(form) {
  const note = document.createElement("p");
  note.className = "app-unsaved";
  note.setAttribute("role", "alert");
  note.textContent = document.body.dataset.saidOffline;
  const button = form.querySelector("button[type=submit]");
  button.before(note);
  return note;
}

function ofSending(element) {
  const form = element.form || (element.closest && element.closest("form"));
  return form && form.method === "post" ? form : null;
}

function askInTime() {
  document.addEventListener("input", (event) => {
    if (ofSending(event.target)) askUnlessAskedSince(FRESH);
  });
  for (const reaching of ["focusin", "pointerover"]) {
    document.addEventListener(reaching, (event) => {
      const button = event.target.closest && event.target.closest("button[type=submit]");
      if (button && ofSending(button)) askUnlessAskedSince(1000);
    });
  }
}

export function waitForSignal() {
  let note = null;
  askInTime();
  document.addEventListener("submit", (event) => {
    if ((navigator.onLine && reached) || event.target.method !== "post") return;
    event.preventDefault();
    if (note) return;
    note = say(event.target);
    const { target, submitter } = event;
    const again = async () => {
      if (!note || !navigator.onLine) return;
      await ask();
      if (!note || !reached) return;
      clearInterval(timer);
      note.remove();
      note = null;
      target.requestSubmit(submitter);
    };
    const timer = setInterval(again, EVERY);
    window.addEventListener("online", again, { once: true });
    again();
  }, { capture: true });
}
