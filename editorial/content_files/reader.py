"""Read a content directory into checked dictionaries; every problem of every file is noted before anything happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from cases.entry import check_relations, check_result
from cases.models import Result
from editorial.content_files.fields import Group
from editorial.content_files.formats.problems import ContentError, Problem, Where
from editorial.content_files.formats.yaml_files import read_yaml, write_yaml
from editorial.content_files.links import NUMBERED as NUMBERED_LINKS
from editorial.content_files.page_formats import NUMBERED, RESULT_FIELDS, page_format, page_types
from editorial.content_files.terms import IMAGE, VOCABULARIES
from editorial.content_files.words import VOCABULARY_MODELS

IMAGES = "images"


@dataclass
class Content:
    """A whole content directory. Dictionaries are clean: every field of its schema is there."""

    vocabularies: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    methods: list[dict[str, Any]] = field(default_factory=list)
    cases: list[dict[str, Any]] = field(default_factory=list)
    pages: list[dict[str, Any]] = field(default_factory=list)
    images: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)


def schema_of(kind: str, data: Mapping[str, Any]) -> Group:
    """The schema of one item: a method, a case, a page of some type, or a word of some list."""
    if kind == "pages":
        return page_format(data["type"]).schema
    return NUMBERED[kind].format.schema if kind in NUMBERED else VOCABULARIES[kind]


def canonical(kind: str, data: Mapping[str, Any]) -> str:
    """The text that `export_content` writes for this item."""
    return write_yaml(schema_of(kind, data).write(data))


def read_content(root: Path) -> Content:
    """Everything under `root`, checked.

    :raises ContentError: with every problem found; nothing has been written then.
    """
    problems: list[Problem] = []
    raw = {kind: list(_read_directory(root, kind, problems)) for kind in (*NUMBERED, "pages")}
    words = {name: _read_list(root, f"vocabulary/{name}.yaml", problems) for name in VOCABULARIES}
    images = _read_list(root, f"{IMAGES}/{IMAGES}.yaml", problems)
    where = Where("", known=_known(raw, words, images), problems=problems)
    content = Content(
        vocabularies={
            name: [
                VOCABULARIES[name].clean(item, replace(where, file=f"vocabulary/{name}.yaml").item(place))
                for place, item in enumerate(items)
            ]
            for name, items in words.items()
        },
        images=[
            IMAGE.clean(item, replace(where, file=f"{IMAGES}/{IMAGES}.yaml").item(place))
            for place, item in enumerate(images)
        ],
    )
    for kind, target in (("methods", content.methods), ("cases", content.cases), ("pages", content.pages)):
        for name, data in raw[kind]:
            item = _clean_item(kind, data, replace(where, file=name))
            if item is not None:
                target.append(item)
                content.files[_key(kind, item)] = name
    _check_unique(content, problems)
    for case in content.cases:
        _check_results(case, replace(where, file=content.files[_key("cases", case)]))
    if problems:
        raise ContentError(problems)
    return content


def _key(kind: str, item: Mapping[str, Any]) -> str:
    return f"{kind}:{item['path'] if kind == 'pages' else item['number']}"


def _read_directory(root: Path, kind: str, problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    for path in sorted((root / kind).glob("*.yaml")):
        name = f"{kind}/{path.name}"
        data = read_yaml(path, name, problems)
        if data is None:
            continue
        if isinstance(data, dict):
            yield name, data
        else:
            problems.append(Problem(name, "", "moet velden met een naam hebben"))


def _read_list(root: Path, name: str, problems: list[Problem]) -> list[Any]:
    path = root / name
    if not path.exists():
        return []
    data = read_yaml(path, name, problems)
    if data is None:
        return []
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        problems.append(Problem(name, "", "moet een lijst zijn van woorden met velden"))
        return []
    return data


def _known(raw: Mapping[str, Any], words: Mapping[str, Any], images: list[Any]) -> dict[str, frozenset[str]]:
    """Slugs, numbers and addresses that exist in the files or in the database."""
    known = {
        name: frozenset(str(item.get("slug", "")) for item in words[name])
        | frozenset(model.objects.values_list("slug", flat=True))
        for name, model in VOCABULARY_MODELS.items()
    }
    addresses = {f"methode:{data.get('number')}" for _, data in raw["methods"]}
    addresses |= {f"praktijk:{data.get('number')}" for _, data in raw["cases"]}
    addresses |= {f"pagina:{data.get('path')}" for _, data in raw["pages"]}
    for name, kind in NUMBERED_LINKS.items():
        addresses |= {f"{name}:{number}" for number in kind.model.objects.values_list("number", flat=True)}
    known["addresses"] = frozenset(addresses)
    known["images"] = frozenset(str(item.get("file", "")) for item in images)
    return known


def known_in_database() -> dict[str, frozenset[str]]:
    """Slugs, numbers and addresses that a file without others beside it may name."""
    return _known({kind: [] for kind in (*NUMBERED, "pages")}, {name: [] for name in VOCABULARIES}, [])


def _clean_item(kind: str, data: Any, where: Where) -> dict[str, Any] | None:
    if kind == "pages" and data.get("type") not in page_types():
        where.at("type").refuse(f"kies uit {', '.join(page_types())}")
        return None
    item = schema_of(kind, data).clean(data, where)
    for name in ("before", "after", "together", "instead") if kind == "methods" else ():
        if item["number"] in item[name]:
            where.at(name).refuse("een methode kan niet naar zichzelf verwijzen")
    return item if (item["path"] if kind == "pages" else item["number"]) is not None else None


def _check_unique(content: Content, problems: list[Problem]) -> None:
    for kind, items in (("methods", content.methods), ("cases", content.cases)):
        for name in ("number", "slug"):
            seen: dict[Any, str] = {}
            for item in items:
                file = content.files[_key(kind, item)]
                if item[name] in seen:
                    problems.append(Problem(file, name, f"‘{item[name]}’ staat ook in {seen[item[name]]}"))
                seen[item[name]] = file
    for vocabulary, items in content.vocabularies.items():
        slugs = [item["slug"] for item in items]
        for slug in {slug for slug in slugs if slugs.count(slug) > 1}:
            problems.append(Problem(f"vocabulary/{vocabulary}.yaml", "slug", f"‘{slug}’ staat er twee keer"))


def _check_results(case: Mapping[str, Any], where: Where) -> None:
    for place, data in enumerate(case["results"]):
        result = Result(**{name: data[name] for name in RESULT_FIELDS})
        try:
            check_result(result)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                for message in messages:
                    where.at("results").item(place).at(name).refuse(message)
        links = [(row["method"], row["relation"], row["arm"]) for row in data["methods"]]
        for wrong in check_relations(result, links):
            row = where.at("results").item(place)
            row = row if wrong.place is None else row.at("methods").item(wrong.place)
            row.at(wrong.field).refuse(wrong.message)
