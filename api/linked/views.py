"""Linked data at its addresses. Answers are kept and conditional as pages are; any site may read them from script."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import resolve, reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from api.linked.catalog import WHOLE, catalog
from api.linked.concepts import add_lists
from api.linked.graph import Graph
from api.resources import resources
from api.terms import LISTS
from cases.results.visibility import public_cases
from contributions.organisations.shared import counts
from core.http.cache.page_cache import kept_by
from core.http.csvw import MEDIA_TYPE, metadata
from core.http.links import LICENCE, add_links, link
from core.visibility import public_pages
from home.term_links import word_address, word_pages
from monitor.products.models import ProductPage
from monitor.scan.stated import stated_optima
from vocabulary.models import Indicator, Organisation, Product, Term

TURTLE, JSON_LD = "text/turtle", "application/ld+json"
_SPELLINGS: dict[str, tuple[str, Callable[[Graph], str]]] = {
    "ttl": (TURTLE, Graph.turtle),
    "jsonld": (JSON_LD, Graph.json_ld),
}
# Where a word without a page of its own is a filter.
_FILTERS: dict[type[Term], tuple[str, str]] = {
    Organisation: ("search", "organisatie"),
    Product: ("search", "product"),
    Indicator: ("search", "indicator"),
}


@kept_by(lambda data: ())
@require_safe
def all_lists(request: HttpRequest, form: str) -> HttpResponse:
    return _spelled(request, add_lists(Graph()), form)


@kept_by(lambda data: ())
@require_safe
def one_list(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """:raises Http404: when there is no such list."""
    _check(name)
    return _spelled(request, add_lists(Graph(), [name]), form)


@kept_by(lambda data: ())
@require_safe
def csv_metadata(request: HttpRequest, file: str) -> HttpResponse:
    """What the columns of a CSV file of the site mean.

    :raises Http404: when there is no such file, or it is not for everyone.
    """
    found = resolve(f"/{file}")  # a `Resolver404` is a 404
    columns_of = getattr(found.func, "csv_columns", None)
    if columns_of is None:
        raise Http404("no such file")
    answer = found.func(request, *found.args, **found.kwargs)
    if answer.status_code == 404:
        raise Http404("no such file")
    described = metadata(columns_of(**found.kwargs), file.rpartition("/")[2])
    return _open(JsonResponse(described, content_type=MEDIA_TYPE))


@kept_by(lambda data: ())
@require_safe
def whole_catalog(request: HttpRequest, form: str) -> HttpResponse:
    """The catalogue, once the operator has said which organisation publishes the site.

    :raises Http404: until then: a catalogue without a publisher is none.
    """
    _check_publisher()
    return _spelled(request, catalog(), form)


@require_safe
def catalog_address(request: HttpRequest) -> HttpResponse:
    """See other: the catalogue as a file.

    :raises Http404: as the file.
    """
    _check_publisher()
    return _see_other(reverse("catalog_file", args=[_form(request)]))


@require_safe
def dataset(request: HttpRequest, name: str) -> HttpResponse:
    """See other: the page about the open data, or the catalogue for who asks for data.

    :raises Http404: when there is no such data set.
    """
    if name not in (*resources(), WHOLE):
        raise Http404("no such data set")
    if _asks_for(request) and settings.PUBLISHER_URI:
        return _see_other(reverse("catalog_file", args=[_form(request)]))
    return _see_other(reverse("open_data"))


@require_safe
def concept_lists(request: HttpRequest) -> HttpResponse:
    """See other: all lists in one file."""
    return _see_other(reverse("concepts_file", args=[_form(request)]))


@require_safe
def concept_list(request: HttpRequest, name: str) -> HttpResponse:
    """See other: the list as data, which is what there is of it.

    :raises Http404: when there is no such list.
    """
    _check(name)
    return _see_other(_data(name, _form(request)))


@require_safe
def concept(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    """See other: the page about a word, or the list it stands in for who asks for data.

    :raises Http404: when there is no such word; an ended word is still one.
    """
    _check(name)
    word: Term = get_object_or_404(LISTS[name], slug=slug)
    if _asks_for(request):
        return _see_other(_data(name, _form(request)))
    if isinstance(word, Organisation) and word.pk in counts():
        return _see_other(reverse("organisation", args=[slug]))
    if isinstance(word, Product) and _has_page(word):
        return _see_other(reverse("product", args=[slug]))
    if type(word) not in _FILTERS:
        return _see_other(word_address(word, word_pages(request)))
    view, parameter = _FILTERS[type(word)]
    return _see_other(f"{reverse(view)}?{urlencode({parameter: word.slug})}")


def _has_page(product: Product) -> bool:
    """Whether `/producten/<slug>/` has something to show: a page that editors made, or what is known of it anyhow."""
    made = public_pages(ProductPage.objects.filter(product=product))
    cases = public_cases().filter(products__product=product)
    return made.exists() or cases.exists() or bool(stated_optima(product))


def _spelled(request: HttpRequest, graph: Graph, form: str) -> HttpResponse:
    """The graph as a file of this form, which names the other one."""
    kind, spell = _SPELLINGS[form]
    [other] = _SPELLINGS.keys() - {form}
    response = _open(HttpResponse(spell(graph), content_type=f"{kind}; charset=utf-8"))
    add_links(response, link(f"{request.path.removesuffix(form)}{other}", "alternate", _SPELLINGS[other][0]))
    return response


def _open(response: HttpResponse) -> HttpResponse:
    """The response for any site; search engines list the pages, not the data."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    add_links(response, link(LICENCE, "license"))
    return response


def _check_publisher() -> None:
    if not settings.PUBLISHER_URI:
        raise Http404("PUBLISHER_URI is empty")


def _check(name: str) -> None:
    if name not in LISTS:
        raise Http404("no such list")


def _data(name: str, form: str) -> str:
    return reverse("concept_list_file", args=[name, form])


def _asks_for(request: HttpRequest) -> str:
    """Which of the two forms is wanted more than a page; empty for a browser and for who does not say."""
    found = request.get_preferred_type(["text/html", TURTLE, JSON_LD]) or ""
    return found if found != "text/html" else ""


def _form(request: HttpRequest) -> str:
    return "jsonld" if _asks_for(request) == JSON_LD else "ttl"


def _see_other(address: str) -> HttpResponse:
    response = HttpResponse(status=303, headers={"Location": address, "Access-Control-Allow-Origin": "*"})
    patch_vary_headers(response, ("Accept",))
    return response
