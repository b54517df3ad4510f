"""Addresses of the linked data. Those of words and lists are permanent."""

from __future__ import annotations

from django.urls import path, re_path

from api.linked import views

_FORM = r"\.(?P<form>ttl|jsonld)$"

urlpatterns = [
    re_path(r"^(?P<file>.+\.csv)-metadata\.json$", views.csv_metadata, name="csv_metadata"),
    path("catalogus", views.catalog_address, name="catalog"),
    re_path(rf"^catalogus{_FORM}", views.whole_catalog, name="catalog_file"),
    path("id/datasets/<slug:name>", views.dataset, name="dataset"),
    re_path(rf"^begrippen{_FORM}", views.all_lists, name="concepts_file"),
    path("id/", views.concept_lists, name="concept_lists"),
    path("id/<slug:name>", views.concept_list, name="concept_list"),
    re_path(rf"^id/(?P<name>[a-z]+){_FORM}", views.one_list, name="concept_list_file"),
    path("id/<slug:name>/<slug:slug>", views.concept, name="concept"),
]
