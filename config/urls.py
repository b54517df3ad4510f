"""Addresses of the site, in Dutch. Pages come last, because editors choose their slugs."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.shared_passwords import document_password, page_password
from config.health import healthz, readyz
from config.metrics.views import metrics
from core.secret_addresses.views import secret_page

handler500 = "config.errors.server_error"


@require_safe
def former_document_address(request: HttpRequest, rest: str) -> HttpResponsePermanentRedirect:
    """Documents stood under the admin, which search engines may not read and offices keep shut."""
    return HttpResponsePermanentRedirect(quote(f"/documenten/{rest}"))


urlpatterns: list[URLPattern | URLResolver] = [
    # `HealthMiddleware` answers these; here so that no page takes their address.
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path("", include("accounts.urls")),  # before Wagtail's, some of which it takes over
    path("documenten/authenticate_with_password/<int:restriction_id>/", document_password),
    path("_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/", page_password),
    path("documenten/", include(wagtaildocs_urls)),
    path("beheer/documenten/<path:rest>", former_document_address),
    path("beheer/", include(wagtailadmin_urls)),
]

# Pictures only: a document has a view that knows who may read it, and an upload that waits for its description is not
# cleaned yet. docs/beheer.md says the same to the web server in front.
_PICTURES = r"^media/(?P<path>(?:images|original_images|avatar_images)/[^/]+)$"
if settings.SERVE_MEDIA:
    urlpatterns.append(re_path(_PICTURES, serve, {"document_root": settings.MEDIA_ROOT}))

# In capitals too, as a printed address may be typed.
_SECRET_ADDRESS = r"^[sS]/(?P<secret>[A-Za-z2-7]{26})/(?P<rest>.*)$"  # noqa: S105
urlpatterns.append(re_path(_SECRET_ADDRESS, secret_page, name="secret"))

# The rooms add theirs here.
_ROOMS = (
    *("api", "search", "cases", "feedback", "evidence_site", "contributions", "workshop", "agenda", "news", "monitor"),
    "home",
)
urlpatterns += [path("", include(f"{room}.urls")) for room in _ROOMS]
urlpatterns.append(path("", include(wagtail_urls)))
