// The session: presses without a full reload, and what others did within three seconds. Without it everything works too.
(() => {
  "use strict";
  const root = document.querySelector("[data-session]");
  if (!root) return;
  const say = (text) => (root.querySelector("[data-said]").textContent = text);
  const noticeOf = () => root.querySelector("[data-changed]");
  let version = root.dataset.version;
  let busy = false;
  let typed = false;

  const regions = (page) => [...page.querySelectorAll("[data-live]")].filter((node) => !node.parentElement.closest("[data-live]"));

  // Folds that stand open stay open, and the focus stays on the control with the same id.
  const swap = (page) => {
    const fresh = page.querySelector("[data-session]");
    if (!fresh) return false;
    const focused = document.activeElement?.id;
    const open = [...root.querySelectorAll("details[open][id]")].map((node) => node.id);
    for (const region of regions(root)) {
      const other = fresh.querySelector(`[data-live="${region.dataset.live}"]`);
      if (other) region.replaceChildren(...other.childNodes);
    }
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focused && document.activeElement?.id !== focused) {
      const target = document.getElementById(focused) || document.getElementById("ronde");
      target?.focus({ preventScroll: true });
    }
    version = fresh.dataset.version;
    typed = false;
    noticeOf().hidden = true;
    return true;
  };

  const pageOf = async (response) => new DOMParser().parseFromString(await response.text(), "text/html");

  const refresh = async () => {
    const response = await fetch(location.pathname, { cache: "no-store" });
    if (response.ok) swap(await pageOf(response));
  };

  // What somebody is typing is never replaced: then a button says that there is something new.
  const ask = async () => {
    if (busy || document.hidden) return;
    busy = true;
    try {
      const response = await fetch(root.dataset.session, { cache: "no-store", headers: { "If-None-Match": `"${version}"` } });
      if (response.status === 200) {
        if (typed) noticeOf().hidden = false;
        else await refresh();
      } else if (response.status === 404) {
        location.reload();
      }
    } catch {
      // No connection for now; the next time may have one.
    }
    busy = false;
  };
  setInterval(ask, 2000);
  document.addEventListener("visibilitychange", ask);

  root.addEventListener("input", (event) => {
    if (event.target.closest("[data-live]")) typed = true;
  });

  root.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-inline]");
    if (!form) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    say("");
    try {
      const response = await fetch(form.getAttribute("action"), { method: "POST", body });
      const page = await pageOf(response);
      if (response.ok && swap(page)) {
        root.querySelector("[data-once]")?.remove();
        say(page.querySelector("[data-said]").textContent);
      } else {
        const whole = page.querySelector("[data-session]");
        if (!whole) throw new Error("no page");
        version = whole.dataset.version;
        root.replaceChildren(...whole.childNodes);
        typed = body.get("doe") === "actie";
        root.querySelector("[data-error-summary]")?.focus();
      }
    } catch {
      say("Geen verbinding. Je keuze is niet bewaard. Probeer het zo opnieuw.");
    }
  });
})();
