"""The document that describes the API: OpenAPI 3.0.3, made of the same declarations as the answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings

from api.query import MOST, MOST_VALUES, PER_PAGE, USUAL
from api.resource import SLUG, Resource, ResourceFilter, camel
from api.resources import resources
from api.search import BESIDE, FILTERS, HITS, SORTS
from api.version import LICENCE, LICENCE_URL, VERSION, address
from core.http.exports import Column, Form, all_columns
from core.http.query_filters import FARTHEST_PAGE, PAGE
from search.contract import MAX_TEXT
from search.query_string import SORT, TEXT

Schema = dict[str, Any]

_FORMS: Mapping[Form, Schema] = {
    Form.TEXT: {"type": "string"},
    Form.WHOLE: {"type": "integer"},
    Form.NUMBER: {"type": "number"},
    Form.YES_NO: {"type": "boolean"},
    Form.DAY: {"type": "string", "format": "date"},
    Form.MOMENT: {"type": "string", "format": "date-time"},
    Form.ADDRESS: {"type": "string", "format": "uri"},
}
_SEARCH = "Zoekantwoord"


def document() -> dict[str, Any]:
    """The whole document. It asks each resource for one row, so that every example is true."""
    paths: dict[str, Any] = {"/openapi.json": _operation("leesOpenapi", "Dit document", {"type": "object"}, [])}
    schemas: dict[str, Schema] = {"Probleem": _problem(), "Link": _link(), "Links": _links()}
    for resource in resources().values():
        name = pascal(resource.singular)
        schemas[name] = row_schema(resource)
        schemas[f"{name}Lijst"] = _list(_reference(name))
        paths[f"/{resource.name}"] = _operation(
            f"lijst{pascal(resource.name)}",
            resource.title,
            _reference(f"{name}Lijst"),
            [*map(_filter, resource.filters), *_paging()],
            resource.description,
        )
        keys = [_key(camel(part), pattern) for part, pattern in zip(resource.key, resource.key_patterns, strict=True)]
        path = "".join(f"/{{{key['name']}}}" for key in keys)
        paths[f"/{resource.name}{path}"] = _operation(f"lees{name}", f"Eén {resource.singular}", _reference(name), keys)
    schemas["Vondst"] = schema_of(HITS)
    schemas[_SEARCH] = _list(_reference("Vondst"), schema_of(all_columns(BESIDE)))
    paths["/_zoek"] = _operation("zoek", "Zoeken zoals op de site", _reference(_SEARCH), _search_parameters())
    return {
        "openapi": "3.0.3",
        "info": _info(),
        "servers": [{"url": address()}],
        "tags": [{"name": "lezen", "description": "Alles is alleen om te lezen, zonder sleutel."}],
        "paths": paths,
        "components": {"schemas": schemas, "headers": _headers(), "responses": _responses()},
    }


def pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.replace("-", " ").split())


def row_schema(resource: Resource) -> Schema:
    """What one row holds, with an example of each field out of a row of the site."""
    schema = schema_of(resource.fields)
    first = next(iter(resource.rows(list(resource.keys({})[:1]))), None)
    for name, value in resource.as_json(first).items() if first is not None else ():
        if name in schema["properties"] and value not in (None, "", []):
            schema["properties"][name]["example"] = value[:1] if isinstance(value, list) else value
    schema["description"] = resource.description
    schema["properties"]["_links"] = _reference("Links")
    schema["required"].append("_links")
    return schema


def schema_of(columns: Sequence[Column[Any]]) -> Schema:
    """The schema of a row that `record` writes. Every member is always there."""
    members = {camel(column.name): _member(column) for column in columns}
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}


def _member(column: Column[Any]) -> Schema:
    one: Schema = schema_of(all_columns(column.parts)) if column.parts else dict(_FORMS[column.form])
    if column.many:
        return {"type": "array", "items": one, "description": column.label}
    nothing = {} if column.form is Form.TEXT or column.parts else {"nullable": True}
    return {**one, **nothing, "description": column.label}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(row: Schema, beside: Schema | None = None) -> Schema:
    """A page of a list, with what is told beside it."""
    counts = {
        "aantal": {"type": "integer", "description": "Hoeveel er in totaal zijn"},
        "pagina": {"type": "integer", "minimum": 1, "maximum": FARTHEST_PAGE, "description": "De bladzijde, vanaf 1"},
        "perBladzijde": {
            "type": "integer",
            "minimum": 1,
            "maximum": MOST,
            "description": "Hoeveel er op een bladzijde staan",
        },
        "items": {"type": "array", "items": row, "maxItems": MOST},
    }
    members = {**counts, **(beside["properties"] if beside else {}), "_links": _reference("Links")}
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}


def _link() -> Schema:
    return {"type": "object", "properties": {"href": {"type": "string", "format": "uri"}}, "required": ["href"]}


def _links() -> Schema:
    return {
        "type": "object",
        "description": "Dit adres, en de bladzijden ervoor en erna als die er zijn",
        "properties": {name: _reference("Link") for name in ("self", "prev", "next")},
        "required": ["self"],
    }


def _problem() -> Schema:
    texts = {name: {"type": "string"} for name in ("title", "detail")}
    fault = {
        "in": {"type": "string", "enum": ["query"]},
        "location": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
        "code": {"type": "string"},
        "detail": {"type": "string"},
    }
    errors = {"type": "array", "items": {"type": "object", "properties": fault, "required": list(fault)}}
    return {
        "type": "object",
        "description": "Wat er mis is (RFC 9457), met alle fouten van een aanvraag samen",
        "properties": {"status": {"type": "integer"}, **texts, "errors": errors},
        "required": ["status", "title", "detail"],
    }


def _info() -> dict[str, Any]:
    return {
        "title": f"{settings.WAGTAIL_SITE_NAME}: open data",
        "description": (
            "Methoden, praktijkvoorbeelden, resultaten en wat die samen zeggen. Alleen om te lezen, zonder sleutel. "
            f"Uitleg met voorbeelden: {settings.SITE_URL}/open-data/"
        ),
        "version": VERSION,
        "license": {"name": LICENCE, "url": LICENCE_URL},
        "contact": {
            "name": f"Redactie {settings.WAGTAIL_SITE_NAME}",
            "url": f"{settings.SITE_URL}/contact/",
            "email": settings.DEFAULT_FROM_EMAIL,
        },
    }


def _headers() -> dict[str, Any]:
    return {
        "ApiVersion": {"description": "Versie van de API", "schema": {"type": "string", "example": VERSION}},
        "ETag": {"description": "Kenmerk van dit antwoord, voor If-None-Match", "schema": {"type": "string"}},
    }


def _responses() -> dict[str, Any]:
    texts = {
        "Onjuist": "Een of meer parameters kloppen niet; alle fouten staan erin",
        "NietGevonden": "Dit is er niet (meer)",
        "Fout": "Een fout van ons",
        "Onbereikbaar": "De site is even niet bereikbaar; probeer het later",
    }
    content = {"application/problem+json": {"schema": _reference("Probleem")}}
    headers = {"API-Version": {"$ref": "#/components/headers/ApiVersion"}}
    found = {name: {"description": text, "headers": headers, "content": content} for name, text in texts.items()}
    return {**found, "Ongewijzigd": {"description": "Je hebt dit antwoord al", "headers": headers}}


def _operation(
    name: str, summary: str, schema: Schema, parameters: Sequence[Schema], description: str = ""
) -> dict[str, Any]:
    names = ("ApiVersion", "API-Version"), ("ETag", "ETag")
    answers = {"304": "Ongewijzigd", "400": "Onjuist", "404": "NietGevonden", "500": "Fout", "503": "Onbereikbaar"}
    return {
        "get": {
            "operationId": name,
            "tags": ["lezen"],
            "summary": summary,
            "description": description or f"{summary}.",
            "parameters": list(parameters),
            "responses": {
                "200": {
                    "description": summary,
                    "headers": {own: {"$ref": f"#/components/headers/{kept}"} for kept, own in names},
                    "content": {"application/json": {"schema": schema}},
                },
                **{status: {"$ref": f"#/components/responses/{one}"} for status, one in answers.items()},
            },
        }
    }


def _parameter(name: str, text: str, schema: Schema, where: str = "query") -> Schema:
    return {"name": name, "in": where, "description": text, "required": where == "path", "schema": schema}


def _key(name: str, pattern: str) -> Schema:
    return _parameter(name, "Vaste aanduiding", {"type": "string", "pattern": f"^({pattern})$"}, "path")


def _filter(each: ResourceFilter) -> Schema:
    slug: Schema = {"type": "string", "pattern": f"^{SLUG}$"}
    if not each.many:
        return _parameter(each.name, each.title, slug)
    text = f"{each.title} Met meer waarden is het de ene of de andere."
    many = {"type": "array", "items": slug, "minItems": 1, "maxItems": MOST_VALUES}
    return {**_parameter(each.name, text, many), "style": "form", "explode": True}


def _paging() -> Iterable[Schema]:
    for name, text, most, usual in (
        (PAGE, "De bladzijde, vanaf 1", FARTHEST_PAGE, 1),
        (PER_PAGE, "Hoeveel per bladzijde", MOST, USUAL),
    ):
        yield _parameter(name, text, {"type": "integer", "minimum": 1, "maximum": most, "default": usual})


def _search_parameters() -> list[Schema]:
    return [
        _parameter(TEXT, "De vraag, zoals op de site", {"type": "string", "maxLength": MAX_TEXT}),
        *map(_filter, FILTERS),
        _parameter(SORT, "De volgorde", {"type": "string", "enum": list(SORTS)}),
        *_paging(),
    ]
