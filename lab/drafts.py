"""Made-up methods and cases as plain data; the same seed gives the same ones. Needs no database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from lab.drawn_results import draw_result, draw_source
from lab.language import Language, dutch
from lab.palette import Palette, pick

_NEWEST = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
_MEASUREMENT, _BACKGROUND = "measurement", "background"


@dataclass(frozen=True)
class MethodDraft:
    """A method. `fields` are plain columns; words are slugs; `relations` are (kind, number of the other method)."""

    number: int
    fields: dict[str, Any]
    steps: list[dict[str, Any]]
    materials: list[dict[str, Any]]
    when: list[str]
    when_not: list[str]
    theme: str
    families: list[str]
    channels: list[str]
    barriers: list[str]
    indicators: list[str]
    tags: list[str]
    relations: list[tuple[str, int]]
    sources: list[dict[str, Any]]
    published: datetime


@dataclass(frozen=True)
class CaseDraft:
    """A case. `results` are fields of a result with `indicator`, `counts_for` (numbers of methods) and `sources`."""

    number: int
    fields: dict[str, Any]
    lessons: list[dict[str, str]]
    organisations: list[str]
    products: list[str]
    channels: list[str]
    methods: list[int]
    results: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    published: datetime


@dataclass(frozen=True)
class Drafts:
    """Draws pages. `methods` are the numbers of all methods there will be, the real ones included."""

    palette: Palette
    methods: Sequence[int]
    seed: int = 1

    @property
    def language(self) -> Language:
        return dutch()

    def draw_methods(self, numbers: Sequence[int]) -> Iterator[MethodDraft]:
        for number in numbers:
            yield self._method(Random(f"{self.seed}/method/{number}"), number)

    def draw_cases(self, numbers: Sequence[int]) -> Iterator[CaseDraft]:
        popular = list(self.methods)
        Random(f"{self.seed}/popular").shuffle(popular)
        for number in numbers:
            yield self._case(Random(f"{self.seed}/case/{number}"), number, popular)

    def _method(self, rng: Random, number: int) -> MethodDraft:
        language, palette = self.language, self.palette
        topic = language.topic(rng)
        others = [other for other in rng.sample(self.methods, min(4, len(self.methods))) if other != number]
        kinds = ("before", "after", "together", "instead")
        return MethodDraft(
            number=number,
            fields={
                "title": language.title(rng, topic),
                "gist": language.sentence(rng, topic)[:255],
                "why": _html(language, rng, topic, 2),
                "effort_time": rng.choice(["days", "weeks", "months", "longer"]),
                "effort_people": rng.choice(["one", "team", "departments", "organisation"]),
                "effort_cost": rng.choice(["none", "low", "medium", "high"]),
                "effort_expertise": rng.choice(["none", "some", "specialist"]),
                **{f"is_{name}": rng.random() < 0.4 for name in ("communication", "product", "benefit", "restriction")},
                "reviewed_on": _moment(rng).date(),
                "next_review": (_NEWEST + timedelta(days=rng.randint(-90, 700))).date(),
            },
            steps=[_step(rng, language, topic) for _ in range(rng.randint(4, 7))],
            materials=[
                {"title": language.title(rng, topic), "text": language.sentence(rng, topic), "url": ""}
                for _ in range(rng.randint(0, 3))
            ],
            when=[language.sentence(rng, topic) for _ in range(rng.randint(2, 4))],
            when_not=[language.sentence(rng, topic) for _ in range(rng.randint(1, 3))],
            theme=pick(rng, palette.themes, 1, 1)[0],
            families=pick(rng, palette.families, 1, 6),
            channels=pick(rng, palette.channels, 1, 4),
            barriers=pick(rng, palette.barriers, 1, 3),
            indicators=[word.slug for word in pick(rng, palette.indicators, 1, 3)],
            tags=rng.sample(topic[:6], 4),
            relations=list(zip(kinds, others[: rng.randint(0, 4)], strict=False)),
            sources=[draw_source(rng, language, topic) for _ in range(rng.randint(1, 2))],
            published=_moment(rng),
        )

    def _case(self, rng: Random, number: int, popular: Sequence[int]) -> CaseDraft:
        language, palette = self.language, self.palette
        topic = language.topic(rng)
        kind = _BACKGROUND if rng.random() < 0.1 else _MEASUREMENT
        bare = kind == _BACKGROUND and rng.random() < 0.5
        methods = [] if bare else _popular(rng, popular, rng.choice([1, 1, 2, 3]))
        results = [] if bare else [self._result(rng, topic, methods) for _ in range(rng.choice([1, 1, 1, 2, 3]))]
        return CaseDraft(
            number=number,
            fields={
                "title": language.title(rng, topic),
                "gist": language.sentence(rng, topic)[:400],
                "kind": kind,
                "situation": _html(language, rng, topic, 2),
                "approach": _html(language, rng, topic, 2),
                "differently": _html(language, rng, topic, 1) if rng.random() < 0.5 else "",
            },
            lessons=[
                {"title": language.title(rng, topic), "text": language.paragraph(rng, topic, 2)}
                for _ in range(rng.randint(0, 3))
            ],
            organisations=[] if bare else [slug for slug, _ in pick(rng, palette.organisations, 1, 2)],
            products=pick(rng, palette.products, 0, 2),
            channels=pick(rng, palette.channels, 1, 3),
            methods=methods,
            results=results,
            sources=[draw_source(rng, language, topic) for _ in range(rng.randint(0, 2))],
            published=_moment(rng),
        )

    def _result(self, rng: Random, topic: list[str], methods: list[int]) -> dict[str, Any]:
        [indicator] = pick(rng, self.palette.indicators, 1, 1)
        fields = draw_result(rng, self.language, topic, indicator)
        return {**fields, "indicator": indicator.slug, "counts_for": methods[: rng.randint(0, len(methods))]}


def _popular(rng: Random, methods: Sequence[int], count: int) -> list[int]:
    """Some methods have many cases, most have few or none."""
    return list(dict.fromkeys(methods[int(len(methods) * rng.random() ** 1.5)] for _ in range(count)))


def _step(rng: Random, language: Language, topic: list[str]) -> dict[str, Any]:
    example = {
        "kind": rng.choice(["sentence", "letter", "checklist", "questions"]),
        "title": language.title(rng, topic),
        "text": _html(language, rng, topic, 1),
    }
    return {
        "title": language.title(rng, topic),
        "text": _html(language, rng, topic, 2),
        "who": language.phrase(rng, topic),
        "duration": f"{rng.randint(1, 5)} {rng.choice(['uur', 'dagen', 'weken'])}",
        "outcome": language.sentence(rng, topic)[:255],
        "pitfall": language.sentence(rng, topic)[:400] if rng.random() < 0.5 else "",
        "example": [example] if rng.random() < 0.4 else [],
    }


def _html(language: Language, rng: Random, topic: list[str], paragraphs: int) -> str:
    return "".join(f"<p>{language.paragraph(rng, topic, rng.randint(2, 4))}</p>" for _ in range(paragraphs))


def _moment(rng: Random) -> datetime:
    """Within the last four years before the newest; never twice the same to the second in practice."""
    return _NEWEST - timedelta(seconds=rng.randrange(4 * 365 * 24 * 3600))
