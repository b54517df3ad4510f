"""Response headers that Django and django-csp do not set by themselves."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

_PERMISSIONS_POLICY = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
_ADMIN_PREFIX = "/beheer/"


class PermissionsPolicyMiddleware:
    """Switch off browser features we never use, and keep other sites from loading ours as a part of theirs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class ContentPolicyMiddleware:
    """Stands inside `CSPMiddleware` and tells it when to loosen.

    The public policy is strict. The editor's admin (Wagtail) starts its date choosers from inline script and shows
    uploads from `blob:`; only there that is allowed. A preview may be framed by the admin.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_preview", False) or getattr(request, "is_dummy", False):
            response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        elif request.path.startswith(_ADMIN_PREFIX):
            response._csp_replace = {  # type: ignore[attr-defined]
                "script-src": [SELF, UNSAFE_INLINE],
                "style-src": [SELF, UNSAFE_INLINE],
                "img-src": [SELF, "data:", "blob:"],
                "frame-src": [SELF],
                "frame-ancestors": [SELF],
            }
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response
