"""Keep autosave from triggering workflow actions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse


def is_autosave(request: HttpRequest) -> bool:
    """True for a save that the admin's own script sends."""
    return request.method == "POST" and not request.accepts("text/html")


def no_action_by_itself(request: HttpRequest, *args: Any) -> HttpResponse | None:
    """Refuse an autosave that carries the button an editor pressed.

    ‘Goedkeuren’ puts its name in the form and sends it. While the answer is on its way the script takes that for an
    unsaved change and sends the same form again. The second one has read the page as it was before the first, and
    would write it back: approved, and not published.
    """
    if not is_autosave(request) or not any(name.startswith("action-") for name in request.POST):
        return None
    message = "Deze actie is al onderweg."
    return JsonResponse({"success": False, "error_code": "action_on_its_way", "error_message": message}, status=400)
