"""Addresses of the session; what is secret stands below `/s/` (`core.secret_addresses`)."""

from __future__ import annotations

from django.urls import path, re_path
from django.views.generic import TemplateView

from workshop.session.lead_views import start_page
from workshop.session.participant_views import join_page
from workshop.session.rounds import MINUTES

_GUIDE = {
    "title": "Handleiding voor de begeleider",
    "canonical_path": "/werksessie/handleiding/",
    "minutes": {each.name: minutes for each, minutes in MINUTES.items()},
}

urlpatterns = [
    path("werksessie/", start_page, name="workshop_start"),
    path(
        "werksessie/handleiding/",
        TemplateView.as_view(template_name="workshop/guide.html", extra_context=_GUIDE),
        name="workshop_guide",
    ),
    # In capitals too, as a printed address may be typed.
    re_path(r"^[wW]/$", join_page, name="workshop_join"),
    re_path(r"^[wW]/(?P<code>[A-Za-z0-9 -]{1,20})/?$", join_page, name="workshop_join"),
]
