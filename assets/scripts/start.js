// Runs before the page is drawn: tells the style sheet that scripts work, and holds what must answer at once,
// the menu and Hide screen. Anything slower is in handrail.js.
const { body } = document;
body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) body.classList.add("govuk-frontend-supported");

const root = document.documentElement;
let cover = null;
let titleBefore = "";
let focusBefore = null;

function two(number) {
  return String(number).padStart(2, "0");
}

function showTime() {
  const now = new Date();
  document.querySelectorAll("[data-clock]").forEach((place) => {
    place.textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
  });
}

// Hide screen. The clock covers the page, which stays as it is beneath; the session opens nothing more until whoever is
// signed in says that it is they, here or in another window. What stands in the form goes along and is kept for them.
const HIDE = "/hidden/";
const AS_DATA = { Accept: "application/json" };
const windows = "BroadcastChannel" in window ? new BroadcastChannel("hide-screen") : null;
// A page of somebody's asks who is there, also where their session has ended meanwhile.
const asks = "signedIn" in body.dataset;

function typedWords() {
  const form = document.getElementById("typed");
  const fields = form ? [...new FormData(form)] : [];
  return new URLSearchParams(fields.filter(([, value]) => typeof value === "string"));
}

function lockSession() {
  fetch(HIDE, { method: "POST", headers: AS_DATA, body: typedWords() }).catch(() => {});
}

function hideScreen() {
  if (cover) return;
  lockSession();
  coverPage();
  if (windows) windows.postMessage("hide");
}

function coverPage() {
  if (cover) return;
  titleBefore = document.title;
  focusBefore = document.activeElement;
  cover = document.createElement("div");
  cover.className = "app-clock app-clock--cover";
  cover.setAttribute("role", "dialog");
  cover.setAttribute("aria-modal", "true");
  cover.setAttribute("aria-label", body.dataset.saidClock);
  const day = new Date().toLocaleDateString(root.lang, { weekday: "long", day: "numeric", month: "long" });
  cover.innerHTML = '<p class="app-clock__time" data-clock></p><p class="app-clock__day"></p>' +
    '<button class="app-clock__back" type="button" aria-expanded="false"></button>' +
    '<form class="app-clock__ask" hidden><p class="app-clock__wrong" role="alert" hidden></p>' +
    '<label for="said"></label>' +
    '<input id="said" type="password" autocomplete="off" autocapitalize="none" spellcheck="false" required>' +
    '<button class="app-clock__go" type="submit"></button></form>';
  cover.querySelector(".app-clock__back").textContent = body.dataset.saidAgain;
  cover.querySelector("label").textContent = body.dataset.saidAsk;
  cover.querySelector(".app-clock__go").textContent = body.dataset.saidShow;
  cover.querySelector(".app-clock__day").textContent = day;
  cover.querySelector("button").addEventListener("click", askWhoItIs);
  cover.querySelector("form").addEventListener("submit", showAgain);
  root.classList.add("app-covered");
  body.appendChild(cover);
  document.title = body.dataset.saidClock;
  showTime();
  cover.querySelector("button").focus();
}

function askWhoItIs(event) {
  if (!asks) {
    uncoverEverywhere();
    return;
  }
  event.currentTarget.setAttribute("aria-expanded", "true");
  cover.querySelector("form").hidden = false;
  cover.querySelector("input").focus();
}

function sayWrong(words) {
  const place = cover.querySelector(".app-clock__wrong");
  place.textContent = words;
  place.hidden = false;
  cover.querySelector("input").value = "";
  cover.querySelector("input").focus();
}

function showAgain(event) {
  event.preventDefault();
  event.stopPropagation();
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  const said = new URLSearchParams({ said: cover.querySelector("input").value, csrfmiddlewaretoken: token ? token.value : "" });
  fetch(`${HIDE}back/`, { method: "POST", headers: AS_DATA, body: said })
    .then(async (answer) => {
      if (answer.status === 204) uncoverEverywhere();
      else if (answer.status === 401) signInAgain();
      else if ((answer.headers.get("Content-Type") || "").startsWith("text/plain")) sayWrong(await answer.text());
      else window.location.replace(HIDE);
    })
    .catch(() => sayWrong(body.dataset.saidNoSignal));
}

// The session has ended: what is typed goes the way of every form that is sent after that, and is kept until they are back.
function signInAgain() {
  const form = document.getElementById("typed");
  if (!form) {
    window.location.replace("/account/sign-in/");
    return;
  }
  const mark = document.createElement("input");
  Object.assign(mark, { type: "hidden", name: "typed_again", value: "yes" });
  form.append(mark);
  form.requestSubmit();
}

function uncoverEverywhere() {
  uncoverPage();
  if (windows) windows.postMessage("show");
}

function uncoverPage() {
  if (!cover) return;
  root.classList.remove("app-covered");
  cover.remove();
  cover = null;
  document.title = titleBefore;
  if (focusBefore) focusBefore.focus();
}

if (windows) {
  windows.addEventListener("message", ({ data }) => {
    if (!document.querySelector("[data-hide-screen]")) return;
    if (data === "hide") coverPage();
    else uncoverPage();
  });
}
// Enter in a box presses the first button of its form: not this one, which needs no form where scripts work.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-hide-screen][form]").forEach((button) => button.removeAttribute("form"));
});
window.addEventListener("online", () => { if (cover) lockSession(); });

function turnMenu(button) {
  const open = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(open));
  body.classList.toggle("app-menu-open", open);
}

document.addEventListener("click", (event) => {
  const hide = event.target.closest("[data-hide-screen]");
  if (hide) {
    event.preventDefault();
    hideScreen();
    return;
  }
  const leave = event.target.closest("[data-leave]");
  if (leave) {
    event.preventDefault();
    leaveAtOnce(leave.dataset.leave);
    return;
  }
  const menu = event.target.closest("[data-menu]");
  if (menu) turnMenu(menu);
  foldMenus(event.target.closest("[data-menu-fold]"));
});

// Folds of the menu close when something else is pressed, and with Escape, which gives the word the focus back.
function foldMenus(besides) {
  document.querySelectorAll("[data-menu-fold][open]").forEach((fold) => {
    if (fold === besides) return;
    if (!besides && fold.contains(document.activeElement)) fold.querySelector("summary").focus();
    fold.open = false;
  });
}

// A page that somebody may have to leave in a hurry: white at once, and nothing to go back to. Escape does the same.
function leaveAtOnce(where) {
  root.classList.add("app-gone");
  document.title = "";
  window.location.replace(where);
}

document.addEventListener("keydown", (event) => {
  const leave = event.key === "Escape" && document.querySelector("[data-leave]");
  if (leave) leaveAtOnce(leave.dataset.leave);
  else if (event.key === "Escape") foldMenus(null);
});

// A page taken out of the browser's memory by Back must not show what was hidden or signed out of.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

showTime();
setInterval(showTime, 5000);
