"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from monitor.white_spots.spots import Side
from monitor.white_spots.views import filled_feed, white_spots_csv, white_spots_page

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"witte-vlekken/{address}{file}", view, {"side": side}, name=f"{name}{suffix}")
    for side, address, name in ((Side.FAMILY, "", "white_spots"), (Side.INDICATOR, "maten/", "white_spots_measures"))
    for file, suffix, view in (
        ("", "", white_spots_page),
        ("witte-vlekken.csv", "_csv", white_spots_csv),
        ("atom.xml", "_feed", filled_feed),
    )
]
