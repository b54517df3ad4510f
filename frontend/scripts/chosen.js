// Which result was chosen, told to our own server on the way out: place and question, nothing else. EUPL-1.2.
// The link itself stays as it is; a browser without sendBeacon tells nothing.
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
