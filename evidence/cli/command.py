"""`python -m evidence FILE.csv`: compute what a set of results says, for anyone with Python and a spreadsheet."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from evidence.cli.report import report
from evidence.cli.rows import WrongRows, read_rows
from evidence.rule2.thresholds import VERSION
from evidence.summary import summarise

_ABOUT = f"""Berekent richting, bewijs (rekenregel {VERSION}) en omvang uit resultaten in een CSV-bestand.

De kop heeft in elk geval de kolommen after_events, after_n, before_events en before_n: hoeveel er
na en voor (of met en zonder) van het totaal waren. Een regel zonder aantallen geeft change_points,
change_relative of direction. Een lege cel, of een kolom die er niet is, betekent:

  organisation     de regel is een organisatie op zich
  indicator        alle regels zonder indicator gaan over hetzelfde
  better           higher: hoger is beter (anders lower)
  design           before_after (anders with_trend, comparison, staggered of randomised)
  relation         alone: alleen de methode verschilde (anders bundle: samen met andere methoden, versus: twee
                   tegenover elkaar, of unknown: onbekend wat verschilde)
  change_points    niet bekend; verschil in procentpunten, van -100 tot 100
  change_relative  niet bekend; verandering in procent, vanaf -100
  direction        niet bekend; better, worse, same, rose of fell. Aantallen gaan voor
  guard            no (anders yes: dit resultaat meldt ook wat er slechter kan worden)
  source           de uitvoerder zegt het zelf; te openen als het begint met http:// of https://
  months           niet bekend; maanden gevolgd
  measured_on      niet bekend; laatste dag, als 2024-05-31, 2024-05 of 2024

Een periode is bekend als months of measured_on er staat. Regels van dezelfde organisatie (hoofdletters
maken niet uit) tellen als een organisatie. Cellen staan tussen komma's of puntkomma's, getallen met
een decimale punt."""

_AFTER = """Uitvoer: JSON, niet afgerond. Effecten staan als natuurlijke logaritme van de odds ratio, na tegenover
voor; at_start in procenten. Foute regels: melding per regel en kolom, geen uitvoer, exitcode 1."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the report to standard output, or what is wrong to standard error. The exit code: 0, or 1 when wrong."""
    options = _parser().parse_args(arguments)
    try:
        text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text(encoding="utf-8-sig")
        results = read_rows(text)
    except OSError as error:
        return _refuse(f"{options.file}: niet te openen ({error.strerror})")
    except UnicodeDecodeError:
        return _refuse(f"{options.file}: geen tekst in UTF-8")
    except WrongRows as error:
        return _refuse(*(f"{options.file}: {problem}" for problem in error.problems))
    summary = summarise(results, as_of=options.as_of)
    json.dump(report(summary, options.start), sys.stdout, ensure_ascii=False, allow_nan=False, indent=2)
    sys.stdout.write("\n")
    return 0


def _refuse(*lines: str) -> int:
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evidence",
        description=_ABOUT,
        epilog=_AFTER,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE.csv", help="het bestand, in UTF-8; - leest van standaardinvoer")
    parser.add_argument(
        "--start",
        type=_share,
        metavar="34",
        help="jouw beginstand in procent, meer dan 0 en minder dan 100 (standaard: geen, dan is at_start null)",
    )
    parser.add_argument(
        "--as-of",
        type=_day,
        default=date.today(),
        metavar="2026-01-31",
        help="de dag waarop de leeftijd van metingen wordt geteld (standaard: vandaag)",
    )
    return parser


def _share(text: str) -> float:
    try:
        share = float(text.removesuffix("%").replace(",", "."))
    except ValueError:
        share = 0.0
    if not 0 < share < 100:
        raise argparse.ArgumentTypeError("geef een percentage van meer dan 0 en minder dan 100")
    return share


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("geef een dag als 2026-01-31") from error
