"""Addresses of the scan; its own stands below `/s/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from monitor.scan import views

urlpatterns: list[URLPattern] = [
    path("productscan/", views.start_page, name="product_scan"),
    path("productscan/gedeeld/", views.shared_list, name="shared_scans"),
    path("productscan/gedeeld/<slug:slug>/", views.shared_scan, name="shared_scan"),
]
