"""Series, objections and products against parts 1 and 2 of the bank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from lab.bank.content import FAMILIES, Content, Page, Problems, not_in
from lab.bank.tables import Row, bare, best, figures, moments, name, numbers, qualifiers

_QUALIFIERS = {"about": "circa", "over": "ruim", "nearly": "bijna"}
_WEIGHTS = {"vermoeden": "vermoeden", "deels": "deels", "bevestigd": "bevestigd", "A": "bevestigd", "B": "deels"}


# 1: series, values, objections


def series(check: Content) -> Problems:
    rows, used = check.bank.tables("1.2")[0], defaultdict[str, set[Decimal]](set)
    named = check.bank.tables("1.1")[0]
    yield from check.counted("series (and Burgerpeiling)", len(named) + 1, len(check.pages["reeks"]))
    values = 0
    for page in check.pages["reeks"]:
        where = page["title"]
        codes = defaultdict[str, int](int)
        for value in page.get("values", ()):
            values += 1
            found = [row for row in rows if fits(value, row)]
            yield from _value(where, value, found)
            for row in found:
                used[row.text] |= {Decimal(str(value["value"]))} if "value" in value else set()
                codes[row.first()] += 1
        page["code"] = max(codes, key=lambda code: codes[code], default="")
        told = " ".join(str(page.get(key, "")) for key in ("definition", "sample", "caveat", "population"))
        told += " " + " ".join(str(value["sample"]) for value in page.get("values", ()) if "sample" in value)
        yield from not_in(where, told, check.bank.section("1") + check.bank.section("2"))
    missing = {row.text: figures(row.cells["Waarde"]) - used[row.text] for row in rows}
    yield from (f"not in the content: {left} of ‘{text}’" for text, left in missing.items() if left)
    yield from check.counted("rows with values", len(rows), sum(not left for left in missing.values()))
    check.counts.append(("figures", sum(len(figures(row.cells["Waarde"])) for row in rows), values))


def _value(where: str, value: Page, found: list[Row]) -> Problems:
    said = f"{where}: {value.get('value', value.get('words'))} ({value.get('period', 'no period')})"
    if not found:
        yield f"{said} does not stand in the bank with this source and year"
        return
    text = " ".join(row.text for row in found)
    if not any(value["certainty"] in row.text.split("|")[-1] for row in found):
        yield f"{said} has another certainty in the bank"
    if "mln" in value.get("unit", "") and "mln" not in text:
        yield f"{said} is in no millions in the bank"
    if "value" in value:
        number, word = Decimal(str(value["value"])), _QUALIFIERS.get(value.get("qualifier", ""), "")
        before = {each for each, figure in qualifiers(text) if figure == number}
        if before != ({word} if word else set()):
            yield f"{said} stands behind {sorted(before) or 'no word'} in the bank, not behind ‘{word}’"


def objections(check: Content) -> Problems:
    rows = [*check.bank.tables("1.3")[0], *check.bank.tables("2.1")[-1]]
    matched: set[str] = set()
    for page in check.pages["reeks"]:
        for each in page.get("objections", ()):
            of_source = [row for row in rows if bare(each.get("source_url", "")) in row.addresses]
            row = best(each["text"], of_source, 0.0) if of_source else best(each["text"], rows)
            if row is None:
                yield f"{page['title']}: the objection ‘{each['text']}’ does not stand in the bank"
                continue
            matched.add(row.first())
            yield from not_in(page["title"], each["text"], row.text)
            yield from check.source(page["title"], each.get("source_url", ""), row)
            weight = row.cells.get("Gewicht") or row.cells.get("Zek.", "")
            meant = next((_WEIGHTS[key] for key in _WEIGHTS if weight.startswith(key)), "vermoeden")
            if each["weight"] != meant:
                yield f"{page['title']}: ‘{each['text']}’ weighs {weight} in the bank, here {each['weight']}"
            about = row.cells.get("Bij", "")
            if about.startswith("K") and page["code"] not in about.replace(",", " ").split():
                yield f"{page['title']}: ‘{each['text']}’ is about {about} in the bank"
    yield from check.counted("objections", len(rows), len(matched))


# 2: products


def volumes(check: Content) -> Problems:
    listed, of_families = check.bank.tables("2.2")
    names = {name(row.cells["UPL-naam"]).removesuffix(" (bezwaar)"): row for row in listed}
    of_family = {"gemeente": set(names)}
    for row in of_families:
        cells = list(row.cells.values())
        of_family[FAMILIES[cells[0]]] = {name(each) for each in cells[1].split(";")}
    in_content = defaultdict[str, set[str]](set)
    text = check.bank.section("2.2")
    for page in check.pages["product"]:
        word = check.products[page["product"]]
        called = {name(word["label"]), name(word.get("uri", "").rpartition("/")[2].replace("_", " "))}
        upl = next((each for family in of_family.values() for each in family if each in called), "")
        if not upl:
            yield f"{page['title']}: no product of the bank"
        for family in page["families"]:
            in_content[family].add(upl)
        own = names.get(upl) or next((row for row in of_families if upl in name(row.text)), None)
        for value in page.get("values", ()):
            yield from _volume(check, page["title"], upl, value, own, text)
    for family, wanted in of_family.items():
        yield from check.counted(f"products of {family}", len(wanted), len(in_content[family] & wanted))
        yield from (f"{each}: not a product of {family}" for each in in_content[family] - wanted)
    known = sum(bool(numbers(text)) for text in (*_volumes(listed), *_volumes(of_families)))
    yield from check.counted("products with a figure", known, sum("values" in page for page in check.pages["product"]))


def _volume(check: Content, where: str, upl: str, value: Page, own: Row | None, text: str) -> Problems:
    """In the row of the product; or of one organisation in the paragraph below the table."""
    rows = [own] if own and bare(value["source_url"]) in own.addresses else []
    if not rows:
        code = next((code for code, found in check.bank.sources.items() if bare(value["source_url"]) in found), "?")
        told = next((line for line in text.splitlines() if line.startswith("Voorbeeldvolume")), "")
        start = told.find(code)
        piece = told[start:] if start >= 0 else ""
        clause = next((each for each in piece.split(";") if upl.split(" ")[0] in each), piece)
        source = frozenset([bare(value["source_url"])]) if code in told else frozenset()
        year = "2016-2019" if str(value["period"]) not in clause else str(value["period"])
        cells = {"Jaar": year, "Waarde": listed_figures(clause, upl, str(value["year"])), "Zek.": piece[:8]}
        rows = [Row(cells, source)]
    found = [row for row in rows if fits(value, row)]
    if not found:
        yield f"{where}: {value.get('value', value.get('words'))} ({value['period']}) does not stand in the bank"
    else:
        yield from _value(where, value, found)


def fits(value: Page, row: Row) -> bool:
    """Whether a row has this figure, with this source, in this year; in the right place when it lists one a year."""
    if bare(value["source_url"]) not in row.addresses:
        return False
    year, at = str(value.get("year", "")), moments(row.cells.get("Jaar", ""))
    if "Jaar" in row.cells and "n.g." not in row.cells["Jaar"]:
        places = [place for place, (known, _) in enumerate(at) if known == year]
        if not places:
            return False
        if len(places) > 1:
            spoken = set(str(value.get("period", "")).split()) - {year}
            places = [place for place in places if spoken & set(at[place][1].replace("-", " ").split())] or places[:1]
    else:
        places = []
        if year and year not in row.text:
            return False
    text = row.cells.get("Waarde") or row.text
    for group in text.split(" · "):
        parts = group.split(";")
        of_years = [parts[place] for place in places] if len(parts) == len(at) > 1 else [group]
        if any(_says(value, part) for part in of_years):
            return True
    return False


def _says(value: Page, text: str) -> bool:
    if "value" in value:
        return Decimal(str(value["value"])) in figures(text)
    if told := numbers(value["words"]):
        return told <= numbers(text)
    return str(value["words"]).lower() in text.lower()


def listed_figures(clause: str, upl: str, year: str) -> str:
    """The list of one figure a year behind the name of a product, or the figures that name their year, for `fits`."""
    told = clause.partition(upl.split(" ")[0])[2]
    listed, _, digital = told.partition(", waarvan digitaal")
    parts = [part for part in listed.strip(" .").split(", ") if numbers(part)]
    with_year = [part for part in digital.split(" en ") if f"({year})" in part]
    return " · ".join(["; ".join(parts[:4]), *with_year]) if len(parts) >= 4 else clause


def _volumes(rows: list[Row]) -> Iterator[str]:
    return (value for row in rows for key, value in row.cells.items() if key.startswith(("Jaarvolume", "Volume")))
