"""A method or case as Markdown, for machines that read text: what its page says, with evidence and sources.

Every text an editor typed is escaped: it never becomes a heading, a link or an element of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime
from wagtail.models import Page

from cases.charts.captions import row_sentence
from cases.models import CasePage
from cases.results.method_row import Group, MethodRow, rows_of_method
from cases.results.result_row import NOT_PUBLISHED, ResultRow, case_organisations, rows_of_case
from cases.summaries.dto import ScopeEvidence
from cases.summaries.read import method_evidence
from core.prefetch import child_rows, words_of_page
from core.sources import SourceFields
from core.text.markdown_writer import canonical, escape_marks, write_markdown
from core.text.sanitise import one_line, plain_text
from core.visibility import public_pages
from methods.effort import bands_of
from methods.models import MethodPage
from methods.relations import relation_groups
from vocabulary.models import Product

_PAGE_LINK = re.compile(r'<a [^>]*linktype="page"[^>]*>')
_LINK = re.compile(r"<a ([^>]*)>(.*?)</a>", re.DOTALL)
_ADDRESS = re.compile(r'href="((?:https?:|mailto:)[^"\s()]+|/[^"\s()]*)"')
_STARTS_BLOCK = re.compile(r"^([-+#>=~|]|\d+[.)])")
_NOT_IN_LINK = re.compile(r"[\s()<>\\]")
_TESTED = {
    Group.ALONE: "los getest",
    Group.BUNDLE: "samen met iets anders getest, zegt iets over het pakket",
    Group.BEFORE_AFTER: "voor en na, zonder vergelijking",
    Group.SINGLE: "losse meting",
    Group.VERSUS: "twee aanpakken tegenover elkaar",
}


def markdown_of(page: Any) -> str:
    """The whole document of a method or case; a fixed number of queries."""
    if isinstance(page, MethodPage):
        return _document(page, _method(page, _RichText(page.why, *(step.value["text"].source for step in page.steps))))
    return _document(page, _case(page, _RichText(page.situation, page.approach, page.differently)))


WRITTEN: tuple[type[Page], ...] = (MethodPage, CasePage)


class _RichText:
    """Writes running text; a link to a page that not everyone may read is its words alone. One query."""

    def __init__(self, *sources: str) -> None:
        ids = {int(key) for source in sources for link in _PAGE_LINK.findall(source) if (key := _key(link))}
        pages = public_pages(Page.objects.filter(pk__in=ids)) if ids else ()
        self._addresses = {page.pk: f"{settings.SITE_URL}{page.get_url() or '/'}" for page in pages}

    def __call__(self, source: str) -> str:
        return write_markdown(canonical(_LINK.sub(self._link, plain_text(source))), self, escaped=True)

    def _link(self, found: re.Match[str]) -> str:
        key, typed = _key(found[0]), _ADDRESS.search(found[1])
        address = self._addresses.get(int(key)) if key else typed and typed[1]
        if not address:
            return found[2]
        return f'<a href="{settings.SITE_URL if address.startswith("/") else ""}{address}">{found[2]}</a>'

    # No link is left that these would be asked for, and the running text of these pages has no images.
    def page_id(self, address: str) -> int | None:
        return None

    def page_address(self, page_id: int) -> str | None:
        return None

    def image_id(self, name: str) -> int | None:
        return None

    def image_name(self, image_id: int) -> str | None:
        return None


Write = Callable[[str], str]


def _key(link: str) -> str:
    found = re.search(r'\bid="(\d+)"', link) if 'linktype="page"' in link else None
    return found[1] if found else ""


def _document(page: Any, parts: Iterable[str]) -> str:
    facts = {
        "soort": page._meta.verbose_name,
        "nummer": page.number,
        "titel": one_line(page.title),
        "adres": page.canonical_url,
        "vast_adres": f"{settings.SITE_URL}{page.short_url}",
        "taal": "nl",
        "licentie": "CC0-1.0",
        "uitgever": settings.SITE_OWNER or settings.WAGTAIL_SITE_NAME,
        "gepubliceerd": _day(page.first_published_at),
        "gewijzigd": _day(page.last_published_at),
    }
    # JSON is YAML too, and leaves no doubt about quotes.
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items() if value)
    body = "\n\n".join(filter(None, (f"# {_plain(page.title)}", _begin(_plain(page.gist)), *parts)))
    return f"---\n{head}---\n\n{body}\n"


def _method(page: MethodPage, rich: Write) -> Iterator[str]:
    families, channels, barriers = words_of_page(page, "families", "channels", "barriers")
    yield _facts(
        {
            "Thema": [page.theme.label] if page.theme else [],
            "Voor": [family.plural for family in families],
            "Kanalen": [channel.label for channel in channels],
            "Helpt tegen": [barrier.sentence for barrier in barriers],
            **{aspect.label: [f"{band.label}. {band.meaning}"] for aspect, band in bands_of(page)},
            "Bijgehouden door": [page.kept_by],
            "Gecontroleerd op": [_day(page.reviewed_on)],
        }
    )
    yield _section("Waarom werkt dit", rich(page.why))
    yield _section("Doe dit als", as_list(_plain(each.value) for each in page.when))
    yield _section("Doe dit niet als", as_list(_plain(each.value) for each in page.when_not))
    yield _section("Stappen", *(_step(place, each.value, rich) for place, each in enumerate(page.steps, 1)))
    yield _section("Wat je nodig hebt", as_list(_material(each.value) for each in page.materials))
    yield _section("Wet en afspraken", as_list(_law(each.value) for each in page.laws))
    yield _section("Wat het opleverde", *_evidence(page))
    related = ((group.kind.label, card) for group in relation_groups(page) for card in group.cards)
    yield _section(
        "Hoort bij", as_list(f"{label}: {as_link(f'{card.number}. {card.title}', card.url)}" for label, card in related)
    )
    yield _section("Bronnen", _sources(page.sources.all()))
    yield _section(
        "Wijzigingen", as_list(f"{_day(each.value['date'])}: {_plain(each.value['text'])}" for each in page.changes)
    )


def _step(place: int, step: Any, rich: Write) -> str:
    facts = {"Wie": [step["who"]], "Hoe lang": [step["duration"]], "Wat je daarna hebt": [step["outcome"]]}
    examples = (f"**{_plain(each['title'])}**\n\n{rich(each['text'].source)}" for each in step.get("example") or ())
    parts = (rich(step["text"].source), _facts({**facts, "Valkuil": [step["pitfall"]]}), *examples)
    return "\n\n".join(filter(None, (f"### {place}. {_plain(step['title'])}", *parts)))


def _material(material: Any) -> str:
    name = as_link(material["title"], material["url"] or "")
    return f"{name}: {_plain(material['text'])}" if material["text"] else name


def _law(law: Any) -> str:
    source = f" Bron: {as_link(law['source_title'], law['source_url'] or '')}." if law["source_title"] else ""
    return f"**{_plain(law['rule'])}**: {_plain(law['asks'])}{source}"


def _evidence(page: MethodPage) -> Iterator[str]:
    """What all results say together, and each of them. Ten queries at most."""
    rows = rows_of_method(page)
    if not rows:
        yield "Wij vonden nog geen gepubliceerde cijfers. Dat zegt niet dat de methode niet werkt."
        return
    evidence = method_evidence(page.pk)
    yield _scope("Alles samen", evidence.whole)
    yield as_list(_plain(reason.text) for reason in evidence.whole.why)
    yield as_list(_scope(_plain(each.label), each.scope) for each in evidence.all_indicators)
    yield f"Beoordeeld met rekenregel {evidence.rule_version}: {settings.SITE_URL}/zo-beoordelen-wij/"
    yield "### Metingen"
    yield as_list(f"{as_link(f'Praktijkvoorbeeld {row.case_number}', row.case_url)}: {_measured(row)}" for row in rows)


def _scope(name: str, scope: ScopeEvidence) -> str:
    level = f"{scope.direction_name}; {scope.level_name.lower()} ({scope.level} van 5)"
    return f"**{name}:** {_plain(level)}. {_plain(' '.join((*scope.sentences, scope.advice)))}"


def _measured(row: ResultRow) -> str:
    tested = [_TESTED[row.group]] if isinstance(row, MethodRow) else []
    facts = [
        *tested,
        *([f"richting: {str(row.direction.label).lower()}"] if row.compares and not row.is_versus else []),
        f"opzet: {row.design_label}",
        f"periode: {row.period}",
        *([f"gemeld door: {row.reported_by}"] if row.reported_by else []),
    ]
    note = f" {_plain(row.note)}" if row.note else ""
    sources = ", ".join(map(_source, row.sources)) or NOT_PUBLISHED
    return f"{_plain(row_sentence(row))}{note} ({_plain('; '.join(facts))}). Bron: {sources}."


def _case(page: CasePage, rich: Write) -> Iterator[str]:
    organisations, [channels] = case_organisations(page), words_of_page(page, "channels")
    [product_rows] = child_rows([page], "products")
    products = Product.objects.filter(pk__in=[row.product_id for row in product_rows])
    yield _facts(
        {
            "Organisaties": [organisation.label for organisation in organisations],
            "Families": list(dict.fromkeys(organisation.family.label for organisation in organisations)),
            "Producten": [product.label for product in products],
            "Kanalen": [channel.label for channel in channels],
        }
    )
    yield _section("De situatie", rich(page.situation))
    yield _section("De aanpak", rich(page.approach))
    yield _section("Wat ze anders deden dan de methode", rich(page.differently))
    lessons = ((_plain(each.value["title"]), _plain(each.value["text"] or "")) for each in page.lessons)
    yield _section("Wat we ervan leren", as_list(f"**{title}.** {text}".strip() for title, text in lessons))
    rows = rows_of_case(page)
    yield _section("Wat er gemeten is", as_list(f"{_measured(row)} {_as_published(row)}" for row in rows))
    yield _section("Gebruikte methoden", as_list(_used_methods(page)))
    [own] = child_rows([page], "sources")
    every = {(source.title, source.url): source for source in (*(one for row in rows for one in row.sources), *own)}
    yield _section("Bronnen", _sources(list(every.values())))


def _as_published(row: ResultRow) -> str:
    return f"Zoals gepubliceerd: {_plain(row.as_published)}." if row.as_published else ""


def _used_methods(page: CasePage) -> Iterator[str]:
    [used] = child_rows([page], "used_methods")
    methods = public_pages(MethodPage.objects.filter(pk__in=[row.method_id for row in used])).order_by("number")
    for method in methods.defer_streamfields():
        yield as_link(f"{method.number}. {method.title}", method.get_url() or "")


def _sources(sources: Iterable[SourceFields]) -> str:
    return as_list(" ".join(filter(None, _of_source(each))) for each in sources)


def _of_source(source: SourceFields) -> Iterator[str]:
    yield f"{_source(source)}."
    yield f"Gelezen op {_day(source.read_on)}." if source.read_on else ""
    yield _plain(source.gives)


def _source(source: SourceFields) -> str:
    return f"{as_link(source.title, source.url)} (zekerheid {source.certainty})"


def _section(heading: str, *parts: str) -> str:
    text = "\n\n".join(filter(None, parts))
    return f"## {heading}\n\n{text}" if text else ""


def _facts(facts: Mapping[str, Iterable[str]]) -> str:
    said = ((name, ", ".join(_plain(value) for value in values if value)) for name, values in facts.items())
    return as_list(f"{name}: {text}" for name, text in said if text)


def as_list(items: Iterable[str]) -> str:
    return "\n".join(f"- {_begin(item)}" for item in items)


def as_link(text: str, address: str) -> str:
    """A link to an address of the web or of this site; the text alone where there is none."""
    if address.startswith("/"):
        address = f"{settings.SITE_URL}{address}"
    if not address.startswith(("https://", "http://")):
        return _plain(text)
    coded = _NOT_IN_LINK.sub(lambda found: f"%{ord(found[0]):02X}", address)
    return f"[{_plain(text)}]({coded})"


def _plain(text: Any) -> str:
    """Typed text on one line, in which nothing is a mark of Markdown; `_begin` where it begins a line."""
    return escape_marks(one_line(str(text)))


def _begin(line: str) -> str:
    """A line that starts no list, heading or other block, whatever it starts with."""
    return _STARTS_BLOCK.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", line)


def _day(moment: date | datetime | None) -> str:
    if isinstance(moment, datetime):
        moment = localtime(moment).date()
    return moment.isoformat() if moment else ""
