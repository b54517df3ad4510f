"""Which page may stand where: the one place that says so."""

from __future__ import annotations

from wagtail.models import Page

from cases.models import CasePage
from home.models import ContentPage, HomePage, ListingPage, OverviewPage
from methods.models import MethodPage

# Page type -> the types it may stand under.
PARENTS: dict[type[Page], list[type[Page]]] = {
    HomePage: [Page],
    OverviewPage: [HomePage],
    ListingPage: [HomePage, OverviewPage],
    ContentPage: [HomePage, ContentPage],
    MethodPage: [ListingPage],
    CasePage: [ListingPage],
}


def apply_page_tree() -> None:
    """Give every page type its rules; called once when the apps are loaded."""
    for page_type, parents in PARENTS.items():
        page_type.parent_page_types = [parent._meta.label for parent in parents]
        page_type.subpage_types = [child._meta.label for child, above in PARENTS.items() if page_type in above]
        page_type._clean_parent_page_models = None
        page_type._clean_subpage_models = None
