(() => {
"use strict";
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const form = $("form[data-search]");
const status = $("[data-status]");
let running = null;
const address = () => {
const parts = new URLSearchParams();
for (const [name, value] of new FormData(form)) {
if (typeof value === "string" && value !== "") parts.append(name, value);
}
const query = parts.toString();
return form.action.split("?")[0] + (query ? "?" + query : "");
};
const sameControl = (old) =>
$$(`[name="${CSS.escape(old.name || "")}"]`).find(
(node) => node.type === old.type && (node.type !== "checkbox" || node.value === old.value),
);
const showText = (url) => {
const text = $("input[name=q]", form);
if (text) text.value = new URL(url).searchParams.get("q") || "";
};
const openDetails = () => $$("[data-live] details[open][id]").map((node) => node.id);
const swap = (page) => {
const open = openDetails();
for (const region of $$("[data-live]")) {
const fresh = $(`[data-live="${region.dataset.live}"]`, page);
if (!fresh) return false;
region.replaceChildren(...fresh.childNodes);
}
for (const id of open) {
const node = document.getElementById(id);
if (node) node.open = true;
}
return true;
};
const showCarried = () => {
const link = $("[data-carried] a");
const list = $(".od-menu__list");
const item = $("[data-carried-item]") || document.createElement("li");
item.dataset.carriedItem = "";
item.replaceChildren();
if (!link || !list) return item.remove();
const copy = document.createElement("a");
copy.className = "od-menu__link";
copy.href = link.href;
copy.textContent = link.textContent.trim();
item.append(copy);
list.append(item);
};
showCarried();
const load = async (url, { push, focus, place } = {}) => {
running?.abort();
const mine = (running = new AbortController());
const region = $("[data-results]");
region.setAttribute("aria-busy", "true");
try {
const response = await fetch(url, { signal: mine.signal, headers: { Accept: "text/html" } });
const type = response.headers.get("Content-Type") || "";
if (!response.ok || !type.startsWith("text/html")) throw new Error("reload");
const page = new DOMParser().parseFromString(await response.text(), "text/html");
if (mine.signal.aborted) return;
const active = document.activeElement;
const inside = active && active.closest("[data-live]") ? active : null;
if (!swap(page)) throw new Error("reload");
if (push) history.pushState({ od: 1 }, "", url);
document.title = page.title;
showCarried();
const heading = $("[data-total]");
const again = place && $(`[data-results] [data-place="${place}"] a[href]`);
const target = again || (focus === "heading" ? heading : inside && inside.name && sameControl(inside));
if (target) target.focus({ preventScroll: focus !== "heading" || Boolean(again) });
else if (inside) heading?.focus({ preventScroll: true });
const said = again ? $("[data-carried] a") : heading;
if (status && said) status.textContent = said.textContent.trim();
} catch (error) {
if (error.name !== "AbortError") location.assign(url);
} finally {
if (running === mine) region.removeAttribute("aria-busy");
}
};
if (form && $("[data-results]") && window.history?.pushState) {
history.replaceState({ od: 1 }, "");
document.addEventListener("change", (event) => {
const control = event.target;
if (control.form !== form || !control.matches("input[type=checkbox], select")) return;
load(address(), { push: true });
});
form.addEventListener("submit", (event) => {
event.preventDefault();
load(address(), { push: true, focus: "heading" });
});
document.addEventListener("click", (event) => {
const link = event.target.closest("a[data-apply]");
if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
event.preventDefault();
showText(link.href);
const place = link.dataset.apply === "stay" && link.closest("[data-place]")?.dataset.place;
load(link.href, { push: true, focus: "heading", place });
});
addEventListener("popstate", (event) => {
if (!event.state?.od) return;
showText(location.href);
load(location.href);
});
}
const menu = $("details[data-menu]");
document.addEventListener("keydown", (event) => {
if (event.key !== "Escape") return;
const box = event.target.closest?.("details[data-menu][open], details[data-filters][open]");
const button = box && $("summary", box);
if (!button || !button.checkVisibility?.()) return;
box.open = false;
button.focus();
});
if (menu) {
document.addEventListener("click", (event) => {
if (menu.open && !menu.contains(event.target)) menu.open = false;
});
}
for (const button of navigator.clipboard ? $$("button[data-copy]") : []) {
button.hidden = false;
button.addEventListener("click", async () => {
const said = $("[data-copied]", button.parentElement);
try {
await navigator.clipboard.writeText(button.dataset.copy);
said.textContent = "Het adres is gekopieerd.";
} catch {
said.textContent = "Kopiëren lukte niet. Selecteer het adres en kopieer het zelf.";
}
});
}
let opened = [];
let texts = false;
for (const button of $$("button[data-print]")) {
button.hidden = false;
button.addEventListener("click", () => {
texts = button.dataset.print === "texts";
print();
});
}
addEventListener("beforeprint", () => {
opened = $$("main details:not([open]):not([data-filters])").filter((node) => texts || !node.matches(".od-step__example"));
for (const node of opened) node.open = true;
});
addEventListener("afterprint", () => {
for (const node of opened) node.open = false;
texts = false;
});
$("[data-error-summary]")?.focus();
})();
(() => {
"use strict";
const PART = "[data-useful-part]";
const read = async (address, body) => {
const response = await fetch(address, body ? { method: "POST", body: new URLSearchParams(body) } : {});
const page = new DOMParser().parseFromString(await response.text(), "text/html");
const part = page.querySelector(PART);
if (!part) throw new Error("leave");
return part;
};
const filled = (form, button) => {
const body = new FormData(form);
if (button?.name) body.append(button.name, button.value);
return body;
};
const show = (box, part) => {
box.replaceChildren(part);
box.tabIndex = -1;
box.focus();
};
for (const box of document.querySelectorAll("[data-useful]")) {
box.addEventListener("click", async (event) => {
const link = event.target.closest("a[rel=nofollow]");
if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
event.preventDefault();
try {
const form = (await read(link.href)).querySelector("form");
show(box, await read(form.getAttribute("action"), filled(form)));
} catch {
location.href = link.href;
}
});
box.addEventListener("submit", async (event) => {
event.preventDefault();
try {
show(box, await read(event.target.getAttribute("action"), filled(event.target, event.submitter)));
} catch {
event.target.submit();
}
});
}
})();
