"""The catalogue of the open data as DCAT-AP-NL 3 asks it (properties: `docs/ontwikkelen.md`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parseaddr
from typing import NamedTuple

from django.conf import settings
from django.db.models import Max
from django.urls import reverse

from api.kinds import KindResource
from api.linked.concepts import LICENCE
from api.linked.graph import Address, Graph, Literal, Said, Value, dutch
from api.package import Package, the_package
from api.resource import Resource
from api.resources import resources
from api.results import RESULTS
from api.terms import TERMS
from api.version import address
from cases.published import CASES
from core.http.csvw import ENDING
from core.published import PublishedKind

_LISTS = "http://publications.europa.eu/resource/authority"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
# It has no place in that register yet, so only its kind is said.
_JSON_LINES = "application/jsonl"
_SHA_256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
_SKOS = "http://www.w3.org/2004/02/skos/core"

# All of it together, beside the resources.
WHOLE = "alles"


class File(NamedTuple):
    """A file with the whole of a data set: where it stands, its name in the list of the European Union, its type.

    `schema` says what its parts mean.
    """

    path: str
    format: str
    media_type: str
    schema: str


def catalog() -> Graph:
    """Everything that is open, with who answers for it. A query for each kind of page."""
    graph = Graph()
    publisher = _outside(graph)
    about = _about(graph, publisher)
    datasets = [_dataset(graph, each, about) for each in resources().values()]
    if package := the_package():
        datasets.append(_whole(graph, package, about))
    service = _service(graph, datasets, about)
    graph.describe(
        site("/catalogus"),
        "dcat:Catalog",
        {
            "dct:title": dutch(f"Open data van {settings.WAGTAIL_SITE_NAME}"),
            "dct:description": dutch(
                "Methoden waarmee overheden hun digitale dienstverlening verbeteren, met wat ze elders opleverden."
            ),
            "dct:publisher": publisher,
            "dct:creator": publisher,
            "dcat:contactPoint": about["dcat:contactPoint"],
            "dct:language": about["dct:language"],
            "dct:license": LICENCE,
            "foaf:homepage": graph.describe(site("/"), "foaf:Document", {}),
            "dcat:dataset": datasets,
            "dcat:service": service,
        },
    )
    return graph


def site(path: str) -> Address:
    return Address(f"{settings.SITE_URL}{path}")


def dataset_path(name: str) -> str:
    return reverse("dataset", args=[name])


def files_of(resource: Resource) -> Iterator[File]:
    """The files that hold all of a resource, as it is now."""
    sheet, lines = (reverse("open_data_file", args=[resource.name, form]) for form in ("csv", "jsonl"))
    yield File(sheet, "CSV", "text/csv", f"{sheet}{ENDING}")
    yield File(lines, "JSON", _JSON_LINES, address("openapi.json"))
    if resource is TERMS:
        yield File(reverse("concepts_file", args=["ttl"]), "RDF_TURTLE", "text/turtle", _SKOS)
        yield File(reverse("concepts_file", args=["jsonld"]), "JSON_LD", "application/ld+json", _SKOS)


def _outside(graph: Graph) -> Address:
    """What others define, with the class the profile asks for: without it a checker that fetches nothing complains."""
    graph.describe(LICENCE, "dct:LicenseDocument", {})
    return graph.describe(settings.PUBLISHER_URI, "foaf:Agent", {"foaf:name": dutch(settings.SITE_OWNER)})


def _about(graph: Graph, publisher: Address) -> dict[str, Value]:
    """What holds of everything in the catalogue."""
    contact = graph.describe(
        site("/catalogus#contact"),
        "vcard:Kind",
        {
            "vcard:fn": dutch(f"Redactie {settings.WAGTAIL_SITE_NAME}"),
            "vcard:hasEmail": Address(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"),
            "vcard:hasURL": site("/contact/"),
        },
    )
    subject = dutch("Overheid en publieke sector")
    return {
        "dct:publisher": publisher,
        "dct:creator": publisher,
        "dcat:contactPoint": contact,
        "dcat:theme": graph.describe(f"{_LISTS}/data-theme/GOVE", "skos:Concept", {"skos:prefLabel": subject}),
        "dct:accessRights": graph.describe(f"{_LISTS}/access-right/PUBLIC", "dct:RightsStatement", {}),
        "dct:language": graph.describe(f"{_LISTS}/language/NLD", "dct:LinguisticSystem", {}),
    }


def _dataset(graph: Graph, resource: Resource, about: Said) -> Address:
    thing = site(dataset_path(resource.name))
    files = [_file(graph, thing, resource.title, each, about) for each in files_of(resource)]
    said: Said = {
        "dct:title": dutch(resource.title),
        "dct:description": dutch(resource.description),
        "dct:conformsTo": graph.describe(_SKOS if resource is TERMS else address("openapi.json"), "dct:Standard", {}),
        "dct:modified": _moment(_changed(resource)),
        "dcat:distribution": [_list(graph, thing, resource, about), *files],
    }
    return _described(graph, thing, said, about)


def _whole(graph: Graph, package: Package, about: Said) -> Address:
    """All of it as one file, of last night."""
    thing = site(dataset_path(WHOLE))
    file = File(reverse("open_data_package"), "ZIP", "application/zip", address("openapi.json"))
    distribution = _file(graph, thing, "Alles", file, about)
    checksum: Said = {
        "spdx:algorithm": graph.describe(_SHA_256, "spdx:ChecksumAlgorithm", {}),
        "spdx:checksumValue": Literal(package.checksum, datatype="xsd:hexBinary"),
    }
    size: Said = {
        "dcat:byteSize": Literal(str(package.size), datatype="xsd:nonNegativeInteger"),
        "spdx:checksum": graph.describe(f"{thing}#checksum", "spdx:Checksum", checksum),
    }
    said: Said = {
        "dct:title": dutch(f"Alles van {settings.WAGTAIL_SITE_NAME}"),
        "dct:description": dutch("Alle onderdelen bij elkaar in één bestand, elke nacht opnieuw gemaakt."),
        "dct:conformsTo": Address(address("openapi.json")),
        "dct:modified": _moment(package.made),
        "dcat:distribution": graph.describe(distribution, "dcat:Distribution", size),
    }
    return _described(graph, thing, said, about)


def _described(graph: Graph, thing: Address, said: Said, about: Said) -> Address:
    """A data set with what holds of each."""
    page = graph.describe(site(reverse("open_data")), "foaf:Document", {})
    same: Said = {"dcat:keyword": dutch("digitale dienstverlening"), "dcat:landingPage": page, "foaf:page": page}
    identifier = Literal(thing, datatype="xsd:anyURI")
    return graph.describe(thing, "dcat:Dataset", {**said, **about, **same, "dct:identifier": identifier})


def _list(graph: Graph, thing: Address, resource: Resource, about: Said) -> Address:
    """The list of the API: it comes in pages, so there is no file to download."""
    return graph.describe(
        f"{thing}#api",
        "dcat:Distribution",
        {
            "dct:title": dutch(f"{resource.title} in de API"),
            "dcat:accessURL": Address(address(resource.name)),
            "dcat:accessService": Address(address()),
            "dct:conformsTo": graph.describe(address("openapi.json"), "dct:Standard", {}),
            **_form(graph, "JSON", "application/json", about),
        },
    )


def _file(graph: Graph, thing: Address, title: str, file: File, about: Said) -> Address:
    schema = site(file.schema) if file.schema.startswith("/") else file.schema
    return graph.describe(
        f"{thing}#{file.format.lower()}",
        "dcat:Distribution",
        {
            "dct:title": dutch(f"{title} als bestand ({file.media_type})"),
            "dcat:accessURL": site(file.path),
            "dcat:downloadURL": site(file.path),
            "dct:conformsTo": graph.describe(schema, "dct:Standard", {}),
            **_form(graph, file.format, file.media_type, about),
        },
    )


def _form(graph: Graph, name: str, media_type: str, about: Said) -> Said:
    return {
        "dct:license": LICENCE,
        "dct:language": about["dct:language"],
        "dct:format": graph.describe(f"{_LISTS}/file-type/{name}", "dct:MediaTypeOrExtent", {}),
        "dcat:mediaType": None
        if media_type == _JSON_LINES
        else graph.describe(f"{_MEDIA_TYPES}/{media_type}", "dct:MediaType", {}),
    }


def _service(graph: Graph, datasets: list[Address], about: Said) -> Address:
    return graph.describe(
        address(),
        "dcat:DataService",
        {
            "dct:title": dutch(f"API van {settings.WAGTAIL_SITE_NAME}"),
            "dct:description": dutch("Alle gegevens van de site om te lezen, volgens de NL API Design Rules."),
            "dct:identifier": Literal(address(), datatype="xsd:anyURI"),
            **about,
            "dct:license": LICENCE,
            "dcat:keyword": dutch("api"),
            "dcat:endpointURL": Address(address()),
            "dcat:endpointDescription": Address(address("openapi.json")),
            "dcat:servesDataset": [*datasets],
        },
    )


def _changed(resource: Resource) -> datetime | None:
    """When a page of it was last published; None where that says too little. One query."""
    kind: PublishedKind | None = CASES if resource is RESULTS else None
    if isinstance(resource, KindResource):
        kind = resource.kind
    newest: datetime | None = kind.public().aggregate(newest=Max("last_published_at"))["newest"] if kind else None
    return newest


def _moment(moment: datetime | None) -> Literal | None:
    if moment is None:
        return None
    return Literal(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), datatype="xsd:dateTime")
