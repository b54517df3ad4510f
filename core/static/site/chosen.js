(() => {
"use strict";
if (!navigator.sendBeacon) return;
const tell = (event) => {
const link = event.target.closest?.("[data-chosen] a[href]");
if (!link || event.button > 1) return;
const list = link.closest("[data-chosen]");
const place = [...list.children].findIndex((hit) => hit.contains(link));
const { asked, first, chosen } = list.dataset;
navigator.sendBeacon(chosen, new URLSearchParams({ gezocht: asked, plaats: Number(first) + place }));
};
document.addEventListener("click", tell);
document.addEventListener("auxclick", tell);
})();
