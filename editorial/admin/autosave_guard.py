"""What autosave may not do: carry out an action of the workflow, or take a login form for an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from accounts.sessions import is_autosave

_ADMIN = "/beheer/"


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


LOGGED_OUT = "Je bent uitgelogd. Wat je typte staat er nog. Log in een ander venster weer in, dan gaat bewaren verder."


class LoggedOutMiddleware:
    """Tell a save that the admin's own script sends that its editor is logged out.

    Wagtail would lead it to the page to log in, which the script calls an error of the server.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(_ADMIN) and is_autosave(request) and request.user.is_anonymous:
            # Of the codes that the script shows the words of, the one for who may not save now.
            said = {"success": False, "error_code": "locked", "error_message": LOGGED_OUT, "logged_out": True}
            return JsonResponse(said, status=401)
        return self.get_response(request)


@require_safe
def logged_in(request: HttpRequest) -> HttpResponse:
    """Nothing, for who is logged in; `stay-logged-in.js` asks before it lets a form go."""
    return HttpResponse(status=204)
