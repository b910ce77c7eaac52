// Passkeys: a form with data-passkey asks the browser for one and sends what it answers. The challenge is in the form
// (data-request), or is fetched when the button is pressed (data-options), because it lasts for one try.
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function readOptions({ publicKey }) {
  const withBytes = (one) => ({ ...one, id: toBytes(one.id) });
  const options = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (options.user) options.user = withBytes(options.user);
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (options[list]) options[list] = options[list].map(withBytes);
  }
  return { publicKey: options };
}

function writeAnswer(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((name) => response[name]).map((name) => [name, toText(response[name])]);
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(given),
  });
}

async function getOptions(form) {
  if (form.dataset.request) return JSON.parse(form.dataset.request);
  const answer = await fetch(form.dataset.options, {
    headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
  });
  return (await answer.json()).request_options;
}

async function usePasskey(form, press) {
  const problem = form.querySelector("[data-passkey-problem]");
  problem.hidden = true;
  press.disabled = true;
  try {
    const options = readOptions(await getOptions(form));
    const { credentials } = navigator;
    const credential = await (form.dataset.passkey === "add" ? credentials.create(options) : credentials.get(options));
    form.querySelector("[name=credential]").value = writeAnswer(credential);
    form.submit();
  } catch {
    problem.hidden = false;
    problem.focus();
    press.disabled = false;
  }
}

export function usePasskeys() {
  if (!window.PublicKeyCredential) return;
  document.querySelectorAll("[data-passkey]").forEach((form) => {
    const press = form.querySelector("[data-passkey-press]");
    form.hidden = false;
    form.querySelectorAll("[data-passkey-without]").forEach((part) => { part.hidden = true; });
    press.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      usePasskey(form, press);
    });
  });
}
