(() => {
"use strict";
if (!navigator.sendBeacon) return;
const tell = (event) => {
const link = event.target.closest?.("[data-chosen] [data-place] a[href]");
if (!link || link.dataset.apply !== undefined || event.button > 1) return;
const { asked, chosen } = link.closest("[data-chosen]").dataset;
const { place } = link.closest("[data-place]").dataset;
navigator.sendBeacon(chosen, new URLSearchParams({ gezocht: asked, plaats: place }));
};
document.addEventListener("click", tell);
document.addEventListener("auxclick", tell);
})();
