/* Passkeys. A form with `data-passkey` asks the browser to make or to use one, and sends what it says. Its options stand
in the page, or are asked for at `data-options`. Without this script the form stays hidden. */
(() => {
const words = {
NotAllowedError: "Het lukte niet, of je brak het af. Probeer het opnieuw.",
InvalidStateError: "Deze passkey is er al.",
};
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const forBrowser = (options) => {
options.challenge = bytes(options.challenge);
if (options.user) options.user.id = bytes(options.user.id);
for (const each of [...(options.excludeCredentials ?? []), ...(options.allowCredentials ?? [])]) each.id = bytes(each.id);
return options;
};
const forSite = (credential) => {
const response = {};
for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
if (credential.response[name]) response[name] = text(credential.response[name]);
return {
id: credential.id,
rawId: text(credential.rawId),
type: credential.type,
response,
authenticatorAttachment: credential.authenticatorAttachment,
clientExtensionResults: credential.getClientExtensionResults(),
};
};
const optionsOf = async (form) => {
const inPage = form.querySelector("script[type='application/json']");
if (inPage) return JSON.parse(inPage.textContent).publicKey;
const answer = await fetch(form.dataset.options, { headers: { "X-Requested-With": "XMLHttpRequest" } });
return (await answer.json()).request_options.publicKey;
};
if (!window.PublicKeyCredential) return;
for (const form of document.querySelectorAll("form[data-passkey]")) {
form.hidden = false;
form.addEventListener("submit", async (event) => {
const field = form.elements.namedItem("credential");
if (field.value) return;
event.preventDefault();
const said = form.querySelector("[data-passkey-error]");
said.textContent = "";
try {
const publicKey = forBrowser(await optionsOf(form));
const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
field.value = JSON.stringify(forSite(credential));
form.submit();
} catch (error) {
said.textContent = words[error.name] ?? words.NotAllowedError;
}
});
}
})();
