"""The registration, with what it has to say on the page of a method."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.apps import AppConfig


class ThirdKindConfig(AppConfig):
    name = "tests.third_kind"

    def ready(self) -> None:
        from core.published import Action, Block, PublishedKind, register
        from tests.third_kind.models import ThirdKindPage

        class ThirdKind(PublishedKind):
            def about(self, pages: Collection[Any]) -> Mapping[int, Iterable[Block]]:
                found: dict[int, list[Any]] = defaultdict(list)
                for publication in self.public().filter(method__in=[page.pk for page in pages]).order_by("title"):
                    found[publication.method_id].append(self.card(publication))
                return {page_id: [Block("Lees verder", tuple(cards))] for page_id, cards in found.items()}

            def actions(self, page: Any) -> Iterable[Action]:
                yield Action("Schrijf er zelf over", "/rapportages/")

        register(ThirdKind(ThirdKindPage, "rapportage"))
