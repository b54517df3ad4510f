"""What machines read as text: pages as Markdown, and a short guide to the site (`llms.txt`)."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from api.markdown import WRITTEN, as_link, as_list, markdown_of
from core.http.cache.page_cache import kept_by
from core.http.cache.validity import valid_until
from core.http.links import LICENCE, Alternate, add_links, link
from core.visibility import is_public, public_pages
from methods.models import MethodPage

_TYPE = "text/markdown"
_UTF_8 = "; charset=utf-8"
# So many methods are named; the rest stands in the sitemap.
_MOST_NAMED = 200


@kept_by(lambda data: ())
@require_safe
def page_as_markdown(request: HttpRequest, path: str) -> HttpResponse:
    """A method or case as Markdown, for whoever may read its page.

    :raises Http404: when there is no such page, it is of another kind, or not everyone may read it.
    """
    page = Page.find_for_request(request, f"{path}/")
    page = page.specific if page else None
    if not isinstance(page, WRITTEN) or not is_public(page):
        raise Http404("no such text")
    valid_until(page.expire_at)
    response = HttpResponse(markdown_of(page), content_type=_TYPE + _UTF_8)
    add_links(response, link(page.canonical_url, "canonical"), link(LICENCE, "license"))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def alternates(page: Page) -> list[Alternate]:
    """The Markdown of a method or case."""
    if not isinstance(page, WRITTEN):
        return []
    return [Alternate(f"{(page.get_url() or '').rstrip('/')}.md", _TYPE)]


@kept_by(lambda data: ())
@require_safe
def llms_txt(request: HttpRequest) -> HttpResponse:
    """What is here, for a language model: where the text of each method stands and where the data are. One query."""
    methods = public_pages(MethodPage.objects.order_by("number")).defer_streamfields()[:_MOST_NAMED]
    addresses = (as_link(f"{each.number}. {each.title}", alternates(each)[0].path) for each in methods)
    parts = (
        f"# {settings.WAGTAIL_SITE_NAME}",
        f"> {_WHAT}",
        _ADVICE,
        "Van elke methode en elk praktijkvoorbeeld staat de tekst als Markdown op hetzelfde adres, met `.md` in "
        f"plaats van de laatste schuine streep. Alle adressen staan in {settings.SITE_URL}{reverse('sitemap')}.",
        "## Gegevens",
        as_list(as_link(name, path) for name, path in _DATA),
        "## Methoden",
        as_list(addresses),
    )
    return HttpResponse("\n\n".join(parts) + "\n", content_type=_TYPE + _UTF_8)


_WHAT = (
    "Methoden waarmee overheden hun digitale dienstverlening verbeteren, met stappen en met wat ze elders opleverden, "
    "in cijfers. Nederlands. Alles is CC0."
)
_ADVICE = (
    "Noem bij een cijfer altijd de organisatie, het jaar en de bron die erbij staan. Een verandering zonder groep "
    "ter vergelijking is geen effect. Wat een bron niet geeft, staat er als ‘niet gepubliceerd’: vul dat niet in."
)
_DATA = (
    ("API, met alle gegevens en wat ze betekenen", "/api/v1/openapi.json"),
    ("Alle resultaten, JSON", "/resultaten/resultaten.json"),
    ("Hoe wij resultaten beoordelen", "/zo-beoordelen-wij/"),
    ("Alle lijsten met woorden, SKOS", "/begrippen.ttl"),
)
