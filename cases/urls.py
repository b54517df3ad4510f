"""Files beside pages, under the permanent number of the method."""

from __future__ import annotations

from django.urls import re_path

from cases.views import method_csv, method_json

urlpatterns = [
    re_path(r"^m/(?P<number>[0-9]{1,9})/resultaten\.csv$", method_csv, name="method_csv"),
    re_path(r"^m/(?P<number>[0-9]{1,9})/resultaten\.json$", method_json, name="method_json"),
]
