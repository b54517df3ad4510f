"""The lists of this room in the admin."""

from __future__ import annotations

from wagtail import hooks

from monitor.admin import ScanPublicationViewSet, SeriesRemarkViewSet


@hooks.register("register_admin_viewset")
def list_of_remarks() -> SeriesRemarkViewSet:
    return SeriesRemarkViewSet()


@hooks.register("register_admin_viewset")
def list_of_scans_to_share() -> ScanPublicationViewSet:
    return ScanPublicationViewSet()
