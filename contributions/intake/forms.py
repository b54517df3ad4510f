"""The forms: ‘Wij deden dit ook’, ‘Praktijkvoorbeeld insturen’, ‘Methode voorstellen’."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.entry import check_relations, check_result, result_of
from cases.models import Result
from contributions.base.forms import SenderForm, long_text
from contributions.intake.models import spoken
from contributions.intake.result_fields import FIGURES, ResultFields
from contributions.tryouts.pages import TryOutPage
from core.submissions.forms import PlainText
from core.visibility import public_pages
from methods.models import MethodIndicator, MethodPage
from vocabulary.models import Indicator


class FiguresForm(SenderForm):
    """A form with one or more results. `rows` are those filled in once it is valid, `said` what each would say."""

    places: tuple[str, ...] = ("",)
    figures_needed = False
    # The field that takes what a try-out said it would do.
    done_field = "differently"

    @classmethod
    def initial_of(cls, page: TryOutPage) -> dict[str, str]:
        """The answers that a try-out gave beforehand."""
        first = cls.places[0]
        indicator = {f"{first}indicator": page.indicator.slug} if page.indicator else {}
        return indicator | {f"{first}design": page.design, cls.done_field: page.what}

    def __init__(self, method: MethodPage | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.method = method
        indicators = indicator_choices(method)
        self.results = [ResultFields(prefix, indicators) for prefix in self.places]
        sender = list(SenderForm.base_fields)
        own = [name for name in self.fields if name not in sender]
        for result in self.results:
            self.fields.update(result.names())
        # As they stand on the page, so that what is wrong is summed up in that order.
        self.order_fields([*own[:-4], *(name for each in self.results for name in each.names()), *own[-4:], *sender])
        first = indicators[1][0] if method and len(indicators) > 1 else ""
        self.initial.setdefault(f"{self.places[0]}indicator", first)
        self.rows: list[dict[str, str]] = []
        self.said: list[str] = []

    def groups(self) -> Iterator[dict[str, Any]]:
        """Each result with its bound fields, for the template."""
        for place, result in enumerate(self.results, start=1):
            bound = {name: self[f"{result.prefix}{name}"] for name in result.fields}
            rows = [[bound[name] for name in row] for row in FIGURES]
            yield {"place": place, "figures": list(zip(_CLASSES, rows, strict=True)), **bound}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        slugs = [cleaned.get(f"{each.prefix}indicator") for each in self.results]
        known = {each.slug: each for each in Indicator.objects.filter(slug__in=[slug for slug in slugs if slug])}
        for result in self.results:
            if result is self.results[0] or not result.is_empty(cleaned):
                self._check(result, known.get(cleaned.get(f"{result.prefix}indicator") or ""))
        return cleaned

    def _check(self, fields: ResultFields, indicator: Indicator | None) -> None:
        cleaned, prefix = self.cleaned_data, fields.prefix
        if fields.is_empty(cleaned) and not self.figures_needed:
            return
        if not cleaned.get(f"{prefix}shape"):
            self._say(f"{prefix}shape", "Kies welke cijfers je hebt. Ook ‘geen cijfers’ mag.")
        if indicator is None:
            self._say(f"{prefix}indicator", "Kies wat je mat.")
        row = fields.row(cleaned)
        has_typing_errors = any(name in self.errors for name in fields.names())
        if has_typing_errors or indicator is None:
            return
        result = result_of(row, indicator)
        if not self._is_possible(result, row, prefix):
            return
        self.rows.append(row)
        method = self.method or getattr(self, "chosen_method", None)
        self.said.extend(spoken(result, row, method.pk if method else None, str(cleaned.get("source", ""))))

    def _is_possible(self, result: Result, row: dict[str, str], prefix: str) -> bool:
        """Asks the rules of the editors' form, and says what they say next to the field."""
        found: list[tuple[str, str]] = []
        try:
            check_result(result)
        except ValidationError as error:
            found = [(name, text) for name, texts in error.message_dict.items() for text in texts]
        links = [(1, row.get("relation", ""), "")] if self.method else []
        found += [(wrong.field, wrong.message) for wrong in check_relations(result, links)]
        for name, text in found:
            self._say(f"{prefix}{name}" if f"{prefix}{name}" in self.fields else f"{prefix}shape", text)
        return not found

    def _say(self, name: str, text: str) -> None:
        if text not in self.errors.get(name, []):
            self.add_error(name, text)


# The class by which a style sheet shows a row of figures for the shapes that use it.
_CLASSES = ("counts", "counts", "sides", "points", "relative", "range", "text", "series")


class TooForm(FiguresForm):
    """‘Wij deden dit ook’: twelve questions; organisation, what was measured, figures and address are needed."""

    figures_needed = True

    differently = long_text("Wat deden jullie anders dan de methode?")
    side_effects = long_text("Veranderde er nog iets, ten goede of ten kwade?")
    source = PlainText(
        label="Waar komen de cijfers vandaan?",
        max_length=500,
        required=False,
        error_messages={"max_length": "Maak dit korter: hooguit 500 tekens."},
    )
    tip = long_text("Welke tip geef je anderen?", 500)


class CaseForm(FiguresForm):
    """‘Praktijkvoorbeeld insturen’: the longer form, for up to three results, also without a method."""

    places = ("r1-", "r2-", "r3-")
    done_field = "approach"

    summary = PlainText(
        label="Wat deden jullie, in één zin?",
        max_length=255,
        error_messages={
            "required": "Schrijf in één zin op wat jullie deden.",
            "max_length": "Maak deze zin korter: hooguit 255 tekens. Nu zijn het er %(show_value)d.",
        },
    )
    situation = long_text("Wat was de aanleiding?")
    approach = long_text(
        "Wat deden jullie precies?",
        required=True,
        error_messages={"required": "Schrijf op wat jullie deden, zo dat een ander het na kan doen."},
    )
    method_number = forms.ChoiceField(
        label="Welke methode hoort hierbij?",
        required=False,
        error_messages={"invalid_choice": "Kies een methode uit de lijst, of ‘Dat weten we niet’."},
    )
    differently = long_text("Wat deden jullie anders dan de methode?")
    side_effects = long_text("Veranderde er nog iets, ten goede of ten kwade?")
    source = TooForm.base_fields["source"]
    tip = long_text("Welke tip geef je anderen?", 500)

    def __init__(self, method: MethodPage | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(method, *args, **kwargs)
        methods = public_pages(MethodPage.objects.all()).order_by("number").values_list("number", "title")
        choices = [(str(number), f"{number}. {title}") for number, title in methods]
        self.fields["method_number"].choices = [("", "Dat weten we niet"), *choices]  # type: ignore[attr-defined]

    def clean_method_number(self) -> str:
        number: str = self.cleaned_data["method_number"]
        self.chosen_method = public_pages(MethodPage.objects.filter(number=number)).first() if number else None
        return number


class MethodForm(SenderForm):
    """‘Methode voorstellen’."""

    title = PlainText(
        label="Hoe heet de methode?",
        max_length=150,
        error_messages={
            "required": "Geef de methode een naam.",
            "max_length": "Maak de naam korter: hooguit 150 tekens.",
        },
    )
    gist = PlainText(
        label="Wat doe je, in één zin?",
        max_length=255,
        error_messages={
            "required": "Schrijf in één zin op wat je doet.",
            "max_length": "Maak deze zin korter: hooguit 255 tekens. Nu zijn het er %(show_value)d.",
        },
    )
    why = long_text(
        "Waarom zou het helpen?", required=True, error_messages={"required": "Schrijf op waarom het zou helpen."}
    )
    steps = long_text(
        "Welke stappen zijn er?",
        4000,
        required=True,
        error_messages={"required": "Schrijf de stappen op, elke stap op een eigen regel."},
    )
    where_used = long_text(
        "Waar is het al gebruikt, en wat leverde het op?",
        required=True,
        error_messages={"required": "Een methode is minstens één keer geprobeerd. Waar was dat?"},
    )

    def clean_steps(self) -> str:
        text: str = self.cleaned_data["steps"]
        if len([line for line in text.splitlines() if line.strip()]) < 2:
            raise ValidationError("Schrijf minstens twee stappen op, elk op een eigen regel.")
        return text


def indicator_choices(method: MethodPage | None) -> list[tuple[str, str]]:
    """What can have been measured, in the question of the list; those the method aims at first. Two queries."""
    aims = (
        MethodIndicator.objects.filter(page=method).order_by("sort_order") if method else MethodIndicator.objects.none()
    )
    wanted = list(aims.values_list("indicator_id", flat=True))
    words = sorted(
        Indicator.objects.current(),
        key=lambda each: (wanted.index(each.pk) if each.pk in wanted else len(wanted), each.label),
    )
    return [("", "Kies wat je mat"), *((each.slug, each.question or each.label) for each in words)]
