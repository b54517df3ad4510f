/* Whoever is logged out while typing loses nothing: the form is not sent before the site knows who sends it, and after
   logging in again in another window it is sent as if nothing had happened. */
(() => {
    const data = document.getElementById("logged-in");
    const form = document.querySelector("form[data-edit-form]");
    if (!data || !form) return;
    const { address, cookie, login, loggedOut, unreachable, again } = JSON.parse(data.textContent);
    let known = false;

    // Logging in renews the token that every form carries.
    const token = () => document.cookie.split("; ").find((each) => each.startsWith(`${cookie}=`))?.slice(cookie.length + 1);
    const renew = (fields) => {
        const now = token();
        if (now && fields.get("csrfmiddlewaretoken")) fields.set("csrfmiddlewaretoken", now);
    };

    const notice = document.createElement("div");
    notice.setAttribute("role", "alert");
    form.append(notice);

    const say = (text, isLoggedOut) => {
        const line = document.createElement("p");
        line.className = "help-block help-critical";
        line.append(text, " ");
        if (isLoggedOut) {
            const link = document.createElement("a");
            Object.assign(link, { href: login, target: "_blank", textContent: again });
            line.append(link);
        }
        notice.replaceChildren(line);
        notice.scrollIntoView({ block: "nearest" });
    };

    const mayBeSent = async () => {
        try {
            const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
            if (answer.ok) return true;
            say(answer.status === 403 ? loggedOut : unreachable, answer.status === 403);
        } catch {
            say(unreachable, false);
        }
        return false;
    };

    // Before Wagtail hears of it, which takes a sent form for a saved one.
    window.addEventListener(
        "submit",
        async (event) => {
            if (event.target !== form || known) return;
            const button = event.submitter;
            event.preventDefault();
            event.stopImmediatePropagation();
            if (await mayBeSent()) {
                notice.replaceChildren();
                const field = form.elements.namedItem("csrfmiddlewaretoken");
                if (field && token()) field.value = token();
                // A button that is busy names no action any more.
                if (button) button.disabled = false;
                known = true;
                form.requestSubmit(button);
                known = false;
            }
            button?.setAttribute("data-w-progress-loading-value", "false");
        },
        true,
    );
    document.addEventListener("w-autosave:save", (event) => renew(event.detail.formData));
    document.addEventListener("w-autosave:success", () => notice.replaceChildren());
    document.addEventListener("w-autosave:error", (event) => {
        if (event.detail.response?.logged_out) say(loggedOut, true);
    });
})();
