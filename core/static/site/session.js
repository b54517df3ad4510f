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
let drag = null;
const over = (cell) => {
if (drag.cell === cell) return;
delete drag.cell?.dataset.over;
if (cell) cell.dataset.over = "";
drag.cell = cell;
};
const point = () => {
const { x, y } = drag.now;
drag.ghost.style.transform = `translate(${x}px, ${y}px) translate(-50%, -50%)`;
over(document.elementFromPoint(x, y)?.closest("[data-cell]"));
};
const follow = () => {
if (!drag?.ghost) return;
point();
const { y } = drag.now;
if (y < 48 || y > innerHeight - 48) scrollBy(0, y < 48 ? -8 : 8);
requestAnimationFrame(follow);
};
const end = () => {
if (!drag) return;
over(null);
drag.ghost?.remove();
if (drag.ghost) busy = false;
drag = null;
};
root.addEventListener("pointerdown", (event) => {
const handle = event.target.closest("[data-drag]");
if (!handle || drag || event.button || !event.isPrimary) return;
event.preventDefault();
drag = { handle, from: { x: event.clientX, y: event.clientY }, ghost: null, cell: null };
handle.setPointerCapture(event.pointerId);
});
addEventListener("pointermove", (event) => {
if (!drag) return;
drag.now = { x: event.clientX, y: event.clientY };
if (drag.ghost || Math.hypot(drag.now.x - drag.from.x, drag.now.y - drag.from.y) < 6) return;
drag.ghost = drag.handle.cloneNode(true);
drag.ghost.classList.add("ws-ghost");
document.documentElement.append(drag.ghost);
busy = true;
follow();
});
addEventListener("pointerup", () => {
if (drag?.ghost) point();
const cell = drag?.cell;
const form = cell && document.querySelector(`#kaart-${drag.handle.dataset.drag} form`);
end();
if (!form) return;
[form.elements.moeite.value, form.elements.effect.value] = cell.dataset.cell.split(",");
form.requestSubmit();
});
addEventListener("pointercancel", end);
addEventListener("keydown", (event) => {
if (event.key === "Escape") end();
});
})();
