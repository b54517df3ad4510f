"""What an editor changes on one server counts at once on another: the site in one process, the editor in a second."""

from __future__ import annotations

from tests.starter.server import StarterSite

ASKED = "/zoeken/?q=kampeerstoel"
_FEATURE = """
from datetime import date
from methods.models import MethodPage
from search.models import FeaturedPage, FeaturedQuestion
question = FeaturedQuestion.objects.create(wordings="kampeerstoelen", ends_on=date.today(), reason="Test")
FeaturedPage.objects.create(question=question, page=MethodPage.objects.get(number=31), sort_order=0)
"""
_TAKE_AWAY = """
from search.models import FeaturedQuestion
FeaturedQuestion.objects.filter(wordings="kampeerstoelen").delete()
"""


def test_every_server_sees_a_change_at_once(starter_server: StarterSite) -> None:
    before = starter_server.get(ASKED)
    tag = {"If-None-Match": before.headers["etag"]}
    assert starter_server.get(ASKED, **tag).status == 304
    starter_server.shell(_FEATURE)
    try:
        during = starter_server.get(ASKED, **tag)
        assert during.status == 200
        assert 'data-kind="method" data-number="31"' in during.text
    finally:
        starter_server.shell(_TAKE_AWAY)
    after = starter_server.get(ASKED, **{"If-None-Match": during.headers["etag"]})
    assert after.status == 200
    assert "Uitgelicht door de redactie" not in after.text
