"""Addresses of cards to print."""

from __future__ import annotations

from django.urls import path

from workshop.cards import views

urlpatterns = [
    path("kaarten.pdf", views.cards_pdf, name="cards_pdf"),
    path("kaarten/", views.cards, name="cards"),
]
