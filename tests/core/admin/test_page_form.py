from __future__ import annotations

import pytest

from core.admin.page_form import is_reserved
from home.models import ContentPage
from tests.factories.pages import make_site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("slug", "taken"),
    [("zoeken", True), ("resultaten", True), ("beheer", True), ("healthz", True), ("over", False), ("methoden", False)],
)
def test_addresses_of_the_site_itself(slug: str, taken: bool) -> None:
    assert is_reserved(slug) is taken


def test_a_page_at_the_top_cannot_take_one() -> None:
    home = make_site().home
    about = home.add_child(instance=ContentPage(title="Over", slug="over"))

    def refused(parent: object, slug: str) -> bool:
        form_class = ContentPage.get_edit_handler().get_form_class()
        form = form_class(
            {"title": "Zoeken", "slug": slug, "body-count": "0"}, instance=ContentPage(), parent_page=parent
        )
        return "slug" in form.errors

    assert refused(home, "zoeken")
    assert not refused(home, "anders")
    assert not refused(about, "zoeken")
