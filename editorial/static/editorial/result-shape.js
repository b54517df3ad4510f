/* Show of each result only the figures that belong to the chosen shape; none before one is chosen. Without this
   script all of them show.
   A field that holds something, or has an error, always stays in sight. */
(() => {
    const data = document.getElementById("result-shapes");
    if (!data) return;
    const shapes = JSON.parse(data.textContent);
    const names = [...new Set(Object.values(shapes).flat())];

    const fit = (select) => {
        const wanted = shapes[select.value] ?? [];
        const rows = new Set();
        for (const name of names) {
            const input = document.getElementById(select.id.replace(/shape$/, name));
            const wrapper = input?.closest(".w-panel__wrapper");
            if (!wrapper) continue;
            const needed = wanted.includes(name) || input.value !== "" || wrapper.querySelector(".error-message");
            wrapper.hidden = !needed;
            const row = wrapper.closest(".w-field-row");
            if (row) rows.add(row);
        }
        for (const row of rows) {
            const parent = row.closest(".w-panel__wrapper");
            if (parent) parent.hidden = [...row.querySelectorAll(".w-panel__wrapper")].every((each) => each.hidden);
        }
    };

    const all = (root) => root.querySelectorAll('select[name^="results-"][name$="-shape"]').forEach(fit);

    document.addEventListener("change", (event) => {
        if (event.target.matches?.('select[name^="results-"][name$="-shape"]')) fit(event.target);
    });
    new MutationObserver((changes) => {
        for (const node of changes.flatMap((change) => [...change.addedNodes])) {
            if (node instanceof Element) all(node);
        }
    }).observe(document.body, { childList: true, subtree: true });
    all(document);
})();
