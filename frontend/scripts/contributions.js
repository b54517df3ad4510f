// What figures would say, while somebody types them: the page that the button shows, asked without leaving. EUPL-1.2.
// Nothing is sent in by it. Without this script the button does the same.
(() => {
  "use strict";
  const WAIT = 700;
  const form = document.querySelector("form.od-contribute");
  const said = form?.querySelector("[data-said]");
  const button = form?.querySelector("[data-preview]");
  if (!button) return;

  said.setAttribute("role", "status");
  let timer = null;
  let running = null;

  const show = async () => {
    running?.abort();
    const mine = (running = new AbortController());
    const body = new URLSearchParams(new FormData(form));
    body.set(button.name, button.value);
    try {
      const response = await fetch(location.href, { method: "POST", body, signal: mine.signal });
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("[data-said]");
      // The same words again would be read out again.
      if (fresh && fresh.textContent !== said.textContent) said.replaceChildren(...fresh.childNodes);
    } catch {
      // Without a connection the button is still there.
    }
  };

  form.addEventListener("input", (event) => {
    if (!event.target.closest("[data-figures]")) return;
    clearTimeout(timer);
    timer = setTimeout(show, WAIT);
  });
})();
