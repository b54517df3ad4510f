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
