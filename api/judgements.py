"""What the results of a method say together, per method and indicator and with what it said before, as a resource."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse

from api.kinds import KindResource, kind_filters
from api.resource import NUMBER
from cases.summaries.dto import IndicatorEvidence, MethodEvidence, ScopeEvidence
from cases.summaries.history import Entry, changes_of_methods
from cases.summaries.read import evidence_of
from core.http.exports import Column, Form
from core.visibility import public_pages
from evidence import Role, Scale
from methods.models import MethodPage
from methods.published import METHODS


class Judged(NamedTuple):
    """A method with what is said of it now and what was said before."""

    method: MethodPage
    evidence: MethodEvidence
    history: Sequence[Entry]


class JudgementsResource(KindResource):
    """Of each method what is said of it."""

    def rows(self, keys: Sequence[int]) -> Iterator[Judged]:
        pages = public_pages(MethodPage.objects.filter(pk__in=keys)).defer_streamfields().order_by("number")
        evidence, history = evidence_of(keys), changes_of_methods(keys)
        return (Judged(page, evidence[page.pk], history.get(page.number, ())) for page in pages)


_SCOPE: tuple[Column[ScopeEvidence], ...] = (
    Column("richting", "Beter, slechter of iets daartussen", lambda each: each.direction_name),
    Column(
        "alleen_samen",
        "Nooit los getest, alleen samen met iets anders",
        lambda each: each.is_bundle,
        form=Form.YES_NO,
    ),
    Column("niveau", "Hoe sterk het bewijs is, van 0 tot en met 5", lambda each: each.level, form=Form.WHOLE),
    Column("niveau_naam", "Het niveau in woorden", lambda each: each.level_name),
    Column("organisaties", "Bij hoeveel organisaties gemeten is", lambda each: each.organisations, form=Form.WHOLE),
    Column("waarvan_vergeleken", "Hoeveel daarvan vergeleken", lambda each: each.compared, form=Form.WHOLE),
    Column("resultaten", "Hoeveel resultaten meetellen", lambda each: each.results, form=Form.WHOLE),
    Column("beter", "Bij hoeveel organisaties het beter werd", lambda each: each.better, form=Form.WHOLE),
    Column(
        "geen_duidelijke_verandering",
        "Bij hoeveel organisaties niets duidelijk veranderde",
        lambda each: each.no_clear_change,
        form=Form.WHOLE,
    ),
    Column("slechter", "Bij hoeveel organisaties het slechter werd", lambda each: each.worse, form=Form.WHOLE),
    Column("advies", "Wat je hiermee doet", lambda each: each.advice),
    Column("redenen", "Waarom dit niveau", lambda each: [reason.text for reason in each.why], many=True),
    Column(
        "hoger_door",
        "Wat nodig is voor een hoger niveau",
        lambda each: [step.text for step in each.next_steps],
        many=True,
    ),
)


def _inside(columns: Iterable[Column[ScopeEvidence]], scope: Callable[[Any], ScopeEvidence]) -> list[Column[Any]]:
    """The columns of a scope, read from what it is a part of."""

    def inside(column: Column[ScopeEvidence]) -> Column[Any]:
        return replace(column, value=lambda each: column.value(scope(each)))

    return list(map(inside, columns))


def _pooled(name: str, label: str, attribute: str) -> Column[IndicatorEvidence]:
    def value(each: IndicatorEvidence) -> Any:
        found = getattr(each.pooled, attribute, None)
        return None if found is None else round(found, 6)

    return Column(name, label, value, form=Form.NUMBER)


_SCALES = {Scale.LOG_ODDS: "log-odds", Scale.LOG_RATIO: "log-verhouding"}
_INDICATOR: tuple[Column[IndicatorEvidence], ...] = (
    Column("indicator", "Vaste aanduiding van de indicator", lambda each: each.slug),
    Column("naam", "Wat gemeten is", lambda each: each.label),
    Column(
        "soort",
        "Waarop de methode mikt, of wat niet slechter mag worden",
        lambda each: "hoofdmaat" if each.role is Role.MAIN else "mag niet slechter worden",
    ),
    *_inside(_SCOPE, lambda each: each.scope),
    Column("schaal", "Schaal van de schatting", lambda each: _SCALES[each.pooled.scale] if each.pooled else ""),
    Column(
        "samengevoegd",
        "Hoeveel organisaties in de schatting zitten",
        lambda each: each.pooled.k if each.pooled else None,
        form=Form.WHOLE,
    ),
    _pooled("schatting", "Gemiddelde verandering op die schaal; 0 is geen verandering", "estimate"),
    _pooled("schatting_van", "Ondergrens van het 95%-interval", "low"),
    _pooled("schatting_tot", "Bovengrens van het 95%-interval", "high"),
    _pooled("volgende_van", "Ondergrens voor een volgende organisatie", "next_low"),
    _pooled("volgende_tot", "Bovengrens voor een volgende organisatie", "next_high"),
)
_HISTORY: tuple[Column[Entry], ...] = (
    Column("sinds", "Vanaf wanneer dit gezegd werd", lambda each: each.at, form=Form.MOMENT),
    Column("indicator", "Wat gemeten is; leeg voor de methode als geheel", lambda each: each.label),
    Column("geheel", "Gaat over de methode als geheel", lambda each: each.is_whole, form=Form.YES_NO),
    Column("richting", "Richting", lambda each: each.now.direction_name),
    Column("niveau", "Niveau van het bewijs", lambda each: each.now.level, form=Form.WHOLE),
    Column("organisaties", "Aantal organisaties", lambda each: each.now.organisations, form=Form.WHOLE),
    Column("oorzaak", "Waardoor het veranderde", lambda each: each.cause),
    Column("rekenregel", "Versie van de rekenregel", lambda each: each.rule_version, form=Form.WHOLE),
    Column(
        "url",
        "Vast adres van deze stand",
        lambda each: f"{settings.SITE_URL}{reverse('evidence_state', args=[each.public_id])}",
        form=Form.ADDRESS,
    ),
)
JUDGEMENTS = JudgementsResource(
    name="oordelen",
    singular="oordeel",
    title="Oordelen",
    description=(
        "Wat alle resultaten van een methode samen zeggen: richting, grootte en sterkte van het bewijs, voor de "
        "methode als geheel en per indicator, met wat er eerder gezegd werd."
    ),
    columns=(
        Column("methode", "Nummer van de methode", lambda each: each.method.number, form=Form.WHOLE),
        Column("titel", "Titel van de methode", lambda each: each.method.title),
        Column("url", "Adres van de methode", lambda each: each.method.canonical_url, form=Form.ADDRESS),
        *_inside(_SCOPE, lambda each: each.evidence.whole),
        Column(
            "indicatoren",
            "Hetzelfde per indicator",
            lambda each: each.evidence.all_indicators,
            parts=_INDICATOR,
            many=True,
        ),
        Column(
            "geschiedenis",
            "Wat er eerder gezegd werd, het nieuwste eerst",
            lambda each: each.history,
            parts=_HISTORY,
            many=True,
        ),
        Column("rekenregel", "Versie van de rekenregel", lambda each: each.evidence.rule_version, form=Form.WHOLE),
        Column("berekend_op", "Wanneer het berekend is", lambda each: each.evidence.computed_on, form=Form.DAY),
    ),
    key=("methode",),
    key_patterns=(NUMBER,),
    kind=METHODS,
    filters=kind_filters(METHODS),
)
