// Suggestions while typing, as an ARIA 1.2 combobox with a list box. EUPL-1.2.
// Works on every input[data-suggest] (the address to ask); without this script that is a plain search field.
(() => {
  "use strict";
  const WAIT = 150; // milliseconds without a key before the server is asked
  const SHORTEST = 2;

  const element = (name, properties, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  };

  const combobox = (input) => {
    const id = input.id + "-suggesties";
    const list = element("div", { id, role: "listbox", "aria-label": "Suggesties", class: "od-suggest", hidden: "" });
    const live = element("p", { class: "od-vh", "aria-live": "polite", "aria-atomic": "true" });
    let options = [];
    let active = -1;
    let timer = 0;
    let running = null;
    let answered = ""; // the text that the options belong to

    const isOpen = () => !list.hidden;

    const mark = (index) => {
      options[active]?.setAttribute("aria-selected", "false");
      active = index;
      const option = options[active];
      if (!option) return input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    };

    const show = (open) => {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      mark(-1);
    };

    // No question is under way any more, and nothing opens by itself.
    const stop = () => {
      clearTimeout(timer);
      running?.abort();
      if (isOpen()) show(false);
    };

    const follow = (option) => {
      stop();
      location.assign(option.href);
    };

    const draw = (suggestions) => {
      options = [];
      const groups = [];
      let kind = "";
      for (const one of suggestions) {
        if (one.kind !== kind) {
          kind = one.kind;
          const title = element("div", { id: `${id}-${kind}`, class: "od-suggest__kind", role: "presentation" }, one.heading);
          groups.push(element("div", { role: "group", "aria-labelledby": title.id }, title));
        }
        const option = element(
          "a", // a link, so that the middle button and Ctrl open it elsewhere
          { id: `${id}-${options.length}`, role: "option", "aria-selected": "false", tabindex: "-1", class: "od-suggest__option", href: one.url },
          element("span", { class: "od-suggest__label" }, one.label),
          " ",
          element("span", { class: "od-suggest__detail" }, one.detail),
        );
        options.push(option);
        groups.at(-1).append(option);
      }
      list.replaceChildren(...groups);
    };

    const tell = (count) => {
      if (count) live.textContent = count === 1 ? "1 suggestie" : `${count} suggesties`;
      else live.textContent = live.textContent && "Geen suggesties";
    };

    const ask = async (text) => {
      const mine = (running = new AbortController());
      let found = [];
      try {
        const address = input.dataset.suggest + "?q=" + encodeURIComponent(text);
        const response = await fetch(address, { signal: mine.signal, headers: { Accept: "application/json" } });
        if (response.ok) found = (await response.json()).suggestions;
      } catch {
        found = [];
      }
      if (mine.signal.aborted || document.activeElement !== input) return;
      answered = list.dataset.answers = text;
      draw(found);
      show(options.length > 0);
      tell(options.length);
    };

    const typed = () => {
      const text = input.value.trim();
      clearTimeout(timer);
      running?.abort();
      if (text.length < SHORTEST) {
        stop();
        live.textContent = "";
      } else if (text !== answered || !isOpen()) { // the end of composing changes nothing
        mark(-1);
        timer = setTimeout(() => ask(text), WAIT);
      }
    };

    const move = (step) => {
      if (isOpen()) return mark((active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length);
      if (!options.length || answered !== input.value.trim()) return typed();
      show(true);
      mark(step > 0 ? 0 : options.length - 1);
    };

    const keys = {
      ArrowDown: () => move(1) || true,
      ArrowUp: () => move(-1) || true,
      Enter: () => {
        const option = options[active];
        if (!option) return stop();
        follow(option);
        return true;
      },
      Escape: () => {
        if (isOpen()) stop();
        else {
          if (!input.value) return false;
          input.value = "";
          typed();
        }
        return true;
      },
      // These belong to the text.
      Home: () => mark(-1),
      End: () => mark(-1),
      ArrowLeft: () => mark(-1),
      ArrowRight: () => mark(-1),
    };

    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (keys[event.key]?.()) event.preventDefault();
    });
    // A telephone composes every word: what stands there counts already.
    input.addEventListener("input", typed);
    input.addEventListener("focus", () => options.length && answered === input.value.trim() && show(true));
    input.addEventListener("blur", stop);
    input.form.addEventListener("submit", stop);
    addEventListener("pagehide", stop);
    // The field keeps the focus, so that a press on the list does not close it before the click.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => event.ctrlKey || event.metaKey || event.shiftKey || stop());

    // A combobox is a field for text: type=search has a role of its own, and its Escape clears before ours closes.
    input.type = "text";
    input.inputMode = "search";
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    input.closest(".od-search__box").append(list);
    input.form.append(live);
  };

  for (const input of document.querySelectorAll("input[data-suggest]")) combobox(input);
})();
