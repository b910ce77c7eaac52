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

function coverPage() {
  if (cover) return;
  titleBefore = document.title;
  focusBefore = document.activeElement;
  cover = document.createElement("div");
  cover.className = "app-clock app-clock--cover";
  cover.setAttribute("role", "dialog");
  cover.setAttribute("aria-modal", "true");
  cover.setAttribute("aria-label", "Clock");
  const day = new Date().toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });
  cover.innerHTML = '<p class="app-clock__time" data-clock></p><p class="app-clock__day"></p>' +
    '<button class="app-clock__back" type="button">Show again</button>';
  cover.querySelector(".app-clock__day").textContent = day;
  cover.querySelector("button").addEventListener("click", uncoverPage);
  root.classList.add("app-covered");
  body.appendChild(cover);
  document.title = "Clock";
  showTime();
  cover.querySelector("button").focus();
}

function uncoverPage() {
  root.classList.remove("app-covered");
  cover.remove();
  cover = null;
  document.title = titleBefore;
  if (focusBefore) focusBefore.focus();
}

function turnMenu(button) {
  const open = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(open));
  body.classList.toggle("app-menu-open", open);
}

document.addEventListener("click", (event) => {
  const hide = event.target.closest("[data-hide-screen]");
  if (hide) {
    event.preventDefault();
    coverPage();
    return;
  }
  const leave = event.target.closest("[data-leave]");
  if (leave) {
    event.preventDefault();
    leaveAtOnce(leave.href);
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
  if (leave) leaveAtOnce(leave.href);
  else if (event.key === "Escape") foldMenus(null);
});

// A page taken out of the browser's memory by Back must not show what was hidden or signed out of.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

showTime();
setInterval(showTime, 5000);
