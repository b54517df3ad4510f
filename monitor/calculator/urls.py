"""Address of the calculator."""

from __future__ import annotations

from django.urls import URLPattern, path

from monitor.calculator import views

urlpatterns: list[URLPattern] = [path("rekenhulp/", views.calculator, name="calculator")]
