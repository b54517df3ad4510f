"""Files beside pages, under the permanent number of the method."""

from __future__ import annotations

from django.urls import re_path

from cases.views import method_sheet

urlpatterns = [re_path(r"^m/(?P<number>[0-9]{1,9})/resultaten\.csv$", method_sheet, name="method_sheet")]
