// Warns before a session ends, keeps it alive while somebody types, and leads to signing in when it is over, with what was
// typed kept as after Hide screen. The server decides when it ends; another window may have used it meanwhile.
const WARN_BEFORE = 120; // seconds
const SAY_TYPING_EVERY = 5 * 60; // seconds

function two(number) {
  return String(number).padStart(2, "0");
}

export function watchSessionEnd() {
  const dialog = document.querySelector("[data-session-end]");
  if (!dialog || !dialog.showModal) return;
  const token = dialog.querySelector("input[name=csrfmiddlewaretoken]");
  let timer = null;
  let lastUse = Date.now();
  let endsAt = Infinity;

  function ask(method) {
    const headers = { Accept: "application/json", "X-CSRFToken": token ? token.value : "" };
    return fetch(dialog.dataset.status, { method, headers, redirect: "error" }).then((answer) => {
      if (answer.status === 401) return null;
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
  }

  function plan({ idle, oldest }) {
    clearTimeout(timer);
    const left = Math.min(idle, oldest);
    endsAt = Date.now() + left * 1000;
    if (left <= WARN_BEFORE) warn(left, oldest <= idle);
    else if (dialog.open) dialog.close();
    const next = left > WARN_BEFORE ? left - WARN_BEFORE : left + 1;
    timer = setTimeout(look, Math.min(next, 24 * 60 * 60) * 1000);
  }

  function look() {
    ask("GET").then((left) => (left ? plan(left) : leave())).catch(() => {
      coverIfOver();
      timer = setTimeout(look, 15000);
    });
  }

  // Without a signal nobody says that the session has ended: the page goes behind the clock, with what was typed.
  function coverIfOver() {
    const hide = document.querySelector("[data-hide-screen]");
    const covered = document.documentElement.classList.contains("app-covered");
    if (hide && !covered && Date.now() >= endsAt) hide.click();
  }

  function warn(left, forGood) {
    const end = new Date(Date.now() + left * 1000);
    dialog.querySelector("[data-session-when]").textContent = `${two(end.getHours())}:${two(end.getMinutes())}`;
    dialog.querySelector("[data-session-idle]").hidden = forGood;
    dialog.querySelector("[data-session-oldest]").hidden = !forGood;
    const covered = document.documentElement.classList.contains("app-covered");
    if (!dialog.open && !covered && !dialog.dataset.seen) dialog.showModal();
    if (forGood) dialog.dataset.seen = "yes";
  }

  function leave() {
    const form = document.getElementById("typed");
    if (!form) {
      const back = encodeURIComponent(window.location.pathname + window.location.search);
      window.location.replace(`/account/sign-in/?next=${back}`);
      return;
    }
    const mark = document.createElement("input");
    Object.assign(mark, { type: "hidden", name: "typed_again", value: "yes" });
    form.append(mark);
    form.noValidate = true;
    form.requestSubmit();
  }

  function use() {
    lastUse = Date.now();
    ask("POST").then((left) => (left ? plan(left) : leave())).catch(() => {});
  }

  for (const answer of ["submit", "cancel"]) {
    dialog.addEventListener(answer, () => { if (!dialog.dataset.seen) use(); });
  }
  document.addEventListener("input", () => {
    if (Date.now() - lastUse > SAY_TYPING_EVERY * 1000) use();
  });
  plan({ idle: Number(dialog.dataset.idle), oldest: Number(dialog.dataset.oldest) });
}
