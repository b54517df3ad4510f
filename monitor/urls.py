"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from core.submissions.views import ThanksView
from monitor.calculator.urls import urlpatterns as calculator
from monitor.products.views import product_page
from monitor.scan.urls import urlpatterns as scan
from monitor.series import views as series
from monitor.white_spots.spots import Side
from monitor.white_spots.views import filled_feed, white_spots_csv, white_spots_page

_SERIES = "cijfers/<slug:slug>"
_THANKS = ThanksView.as_view(template_name="monitor/remark_thanks.html", title="Bedankt voor je bericht")

urlpatterns: list[URLPattern | URLResolver] = [
    *calculator,
    path("producten/<slug:slug>/", product_page, name="product"),
    *scan,
    path("cijfers/naast-elkaar/", series.beside, name="series_beside"),
    path("cijfers/per-kanaal/<slug:slug>/", series.by_channel, name="figures_by_channel"),
    path("cijfers/per-organisatie/<slug:slug>/", series.by_organisation, name="figures_by_organisation"),
    path("cijfers/bezwaar/bedankt/", _THANKS, name="series_remark_thanks"),
    path("cijfers/cijfers.csv", series.figures_csv, name="all_figures_csv"),
    path("cijfers/cijfers.json", series.figures_json, name="all_figures_json"),
    path(f"{_SERIES}/cijfers.csv", series.figures_csv, name="figures_csv"),
    path(f"{_SERIES}/cijfers.json", series.figures_json, name="figures_json"),
    path(f"{_SERIES}/eigen-cijfers/", series.OwnFiguresView.as_view(), name="own_figures"),
    path(f"{_SERIES}/bezwaar/", series.RemarkView.as_view(), name="series_remark"),
]
urlpatterns += [
    path(f"witte-vlekken/{address}{file}", view, {"side": side}, name=f"{name}{suffix}")
    for side, address, name in ((Side.FAMILY, "", "white_spots"), (Side.INDICATOR, "maten/", "white_spots_measures"))
    for file, suffix, view in (
        ("", "", white_spots_page),
        ("witte-vlekken.csv", "_csv", white_spots_csv),
        ("atom.xml", "_feed", filled_feed),
    )
]
