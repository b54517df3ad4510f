"""Activities, ambitions, publications, pages about the programme and meetings against parts 3 to 6 of the bank."""

from __future__ import annotations

import re
from decimal import Decimal
from zoneinfo import ZoneInfo

from lab.bank.content import FAMILIES, Content, Problems, not_in
from lab.bank.tables import bare, best, name, numbers, overlap

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_DATE = re.compile(r"\b\d{2}(?:/\d{2})?-\d{2}-\d{4}")


# 3 and 4.1: activities and ambitions


def activities(check: Content) -> Problems:
    rows, pages = check.bank.tables("3")[0], check.pages["activiteit"]
    by_name = {name(row.cells["Activiteit"]): row for row in rows}
    matched = set()
    for page in pages:
        row = by_name.get(name(page["title"])) or best(page["title"], rows, 0.7)
        if row is None:
            yield f"{page['title']}: no activity of the bank"
            continue
        matched.add(row.first())
        families = [
            family
            for code in row.cells["Familie"].split()
            for family in (FAMILIES.values() if code == "ALLE" else [FAMILIES[code]])
        ]
        if sorted(page["families"]) != sorted(families):
            yield f"{page['title']}: of {row.cells['Familie']} in the bank"
        told = [page.get(key, "") for key in ("goal", "owner_note", "begins", "ends", "period_note", "result")]
        told += [state.get(key, "") for state in page.get("states", ()) for key in ("says", "known_on")]
        # "Voor 1-1-2020" ends in 2019.
        before = " ".join(str(number - 1) for number in numbers(row.text) if "voor" in row.cells["Periode"])
        # "In dezelfde brief" is that of the row above.
        above = rows[rows.index(row) - 1].text if "dezelfde" in row.text else ""
        yield from not_in(page["title"], " ".join(map(str, told)), f"{row.text} {before} {above}")
        for source in (*page.get("sources", ()), *page.get("states", ())):
            yield from check.source(page["title"], source.get("url", ""), row)
            if source["certainty"] not in row.cells["Zek."]:
                yield f"{page['title']}: certainty {row.cells['Zek.']} in the bank, here {source['certainty']}"
    yield from check.counted("activities", len(rows), len(matched))


def ambitions(check: Content) -> Problems:
    rows, matched = check.bank.tables("4.1")[0], set()
    for page in check.pages["ambitie"]:
        row = best(page["gist"], rows, 0.7)
        if row is None:
            yield f"{page['title']}: no ambition of the bank"
            continue
        matched.add(row.first())
        yield from not_in(page["title"], page["gist"], row.text)
        for source in page.get("sources", ()):
            yield from check.source(page["title"], source.get("url", ""), row)
    yield from check.counted("ambitions", len(rows), len(matched))


# 4.2, 5 and 6: publications, pages about the programme, meetings


def publications(check: Content) -> Problems:
    rows, matched = check.bank.tables("4.2")[0], set()
    title = next(key for key in rows[0].cells if key.startswith("Titel"))
    for page in check.pages["publicatie"]:
        of_source = [row for row in rows if bare(page["address"]) in row.addresses]
        row = best(page["title"], of_source, 0.0)
        if row is None:
            yield f"{page['title']}: no publication of the bank has this address"
            continue
        matched.add(row.first())
        called = name(row.cells[title])
        if not called.startswith(("idem", name(page["title"]))) and overlap(page["title"], called) < 0.9:
            yield f"{page['title']}: called ‘{row.cells[title]}’ in the bank"
        told = f"{page['gist']} {page.get('year', '')} {page.get('dated', '')}"
        yield from not_in(page["title"], told, row.text)
        methods = {Decimal(code[1:]) for code in row.cells["M/T"].split() if code[1:].isdigit() and code[0] == "M"}
        if methods != {Decimal(number) for number in page.get("methods", ())}:
            yield f"{page['title']}: bears on {row.cells['M/T']} in the bank"
        if page.get("licence", "n.v.") != row.cells["Licentie"]:
            yield f"{page['title']}: licence ‘{row.cells['Licentie']}’ in the bank"
    yield from check.counted("publications", len(rows), len(matched))


def programme(check: Content) -> Problems:
    text = check.bank.beside
    for page in check.pages["programma"]:
        for source in page.get("sources", ()):
            if bare(source.get("url", "")) not in text:
                yield f"{page['title']}: the bank does not name {source['url']}"
        if page.get("sources"):
            told = " ".join(str(value) for block in page.get("body", ()) for value in block.values())
            yield from not_in(page["title"], f"{page['gist']} {told}", text)
    check.counts.append(("pages about the programme", 4, sum(bool(p.get("sources")) for p in check.pages["programma"])))


def meetings(check: Content) -> Problems:
    rows, matched = check.bank.tables("6")[0], 0
    dated = sum(len(_DATE.findall(row.text)) for row in rows)
    for page in check.pages["bijeenkomst"]:
        addresses = {bare(source.get("url", "")) for source in page.get("sources", ())} - {""}
        day = page["begin"].astimezone(_AMSTERDAM)
        of_source = [row for row in rows if addresses & row.addresses or not (addresses or row.addresses)]
        found = [row for row in of_source if {day.day, day.month, day.year} <= numbers(row.text)]
        if not found:
            yield f"{page['title']}: no meeting of the bank on {day:%d-%m-%Y} with this source"
            continue
        matched += 1
        told = " ".join(str(page.get(key, "")) for key in ("gist", "programme", "report", "change_note"))
        yield from not_in(page["title"], told, found[0].text)
        if overlap(page.get("place", ""), found[0].text) < 1 and page.get("place"):
            yield f"{page['title']}: the place ‘{page['place']}’ does not stand in the bank"
    yield from check.counted("meetings with a day", dated, matched)
