/* Under each result of a case: what the site makes of what is typed, and what looks unlikely, as the server says it.
   Rows added later too. Without this script, or without an answer, nothing else changes: it never stops a save. */
(() => {
    const data = document.getElementById("result-summary");
    const form = document.getElementById("page-edit-form");
    if (!data || !form) return;
    const { address, title, look } = JSON.parse(data.textContent);
    const WAIT = 400; // milliseconds after the last key
    const busy = new Map(); // row -> { timer, request, asked }

    const number = (name) => /^results-(\d+)-/.exec(name ?? "")?.[1];
    const rowOf = (place) => document.getElementById(`inline_child_results-${place}`);

    const region = (row) => row.querySelector('[data-live="result"]');

    const line = (name, text, kind) => {
        const made = document.createElement(name);
        made.textContent = text;
        if (kind) made.className = kind;
        return made;
    };

    const show = (row, answer) => {
        const lines = [];
        if (answer.sentences.length) {
            lines.push(line("p", title, "od-live__title"), line("p", answer.sentences.join(" ")));
        }
        if (answer.warnings.length) {
            const list = document.createElement("ul");
            for (const warning of answer.warnings) list.append(line("li", `${look} ${warning.text}`));
            lines.push(list);
        }
        region(row)?.replaceChildren(...lines);
    };

    const typed = (row, place) => {
        const prefix = `results-${place}-`;
        const body = new URLSearchParams();
        for (const [name, value] of new FormData(form)) {
            if (typeof value !== "string") continue;
            if (name.startsWith(prefix)) body.append(name.slice(prefix.length), value);
            else if (name === "kind" || name === "csrfmiddlewaretoken") body.append(name, value);
        }
        return body;
    };

    const ask = async (row, place, state) => {
        const body = typed(row, place);
        if (state.asked === body.toString()) return;
        state.asked = body.toString();
        state.request?.abort();
        state.request = new AbortController();
        try {
            const answer = await fetch(address, { method: "POST", body, signal: state.request.signal });
            if (!answer.ok || answer.redirected) throw new Error(`status ${answer.status}`);
            show(row, await answer.json());
        } catch (error) {
            if (error.name === "AbortError") return;
            state.asked = "";
            region(row)?.replaceChildren();
        }
    };

    const later = (place, wait = WAIT) => {
        const row = rowOf(place);
        if (!row) return;
        const state = busy.get(row) ?? {};
        busy.set(row, state);
        clearTimeout(state.timer);
        state.timer = setTimeout(() => ask(row, place, state), wait);
    };

    const places = (root) => {
        const rows = root.querySelectorAll('[id^="inline_child_results-"]');
        return [...rows].map((row) => /^inline_child_results-(\d+)$/.exec(row.id)?.[1]).filter((each) => each);
    };

    const changed = (event) => {
        const place = number(event.target.name);
        if (place) later(place);
        else if (event.target.name === "kind") for (const each of places(document)) later(each);
    };
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    // The buttons that remove a method or source of a result send no event of their own.
    form.addEventListener("click", (event) => {
        const place = number(event.target.closest?.("[id^='id_results-']")?.id.replace(/^id_/, ""));
        if (place) later(place);
    });

    // What is there already is shown at once, one row after the other.
    places(document).forEach((place, order) => later(place, 50 * order));
})();
