"""What each result tested of each method it was linked to: as coded for starter results, by a rule for all others.

A starter result that is as it was loaded gets the relation of the fact bank. Any other is taken to have tested its
method alone when it has one, and together when it has more; an editor still has to check that (`to_check`).
"""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

_NAMES = (
    *("contrast", "shape", "qualifier", "first", "second", "first_events", "first_total", "second_events"),
    *("second_total", "change_points", "change_relative", "change_factor", "change_low", "change_high", "outcome"),
    *("first_label", "second_label", "as_published", "design"),
)
# By the uuid of the result: a digest of what was loaded, and per method the relation, with the arm of a head to head.
# Two rows were entered otherwise than the bank has them now: whoever changed their case still has to look at them.
_STARTER: dict[str, tuple[str, dict[int, str]]] = {
    "b1a57439-106b-5d9a-9067-4e87a89249b7": ("443f81a53f5f914c", {1: "unknown", 9: "unknown", 54: "alone"}),  # praktijkvoorbeeld 1
    "1c80b024-36ea-534a-a489-dc2d45636f67": ("aa4d34675adac04a", {1: "unknown", 54: "alone"}),  # praktijkvoorbeeld 2
    "6772b103-4cec-5572-ab60-1e01a7228f74": ("7f10e3c314ee17cf", {26: "bundle", 27: "bundle"}),  # praktijkvoorbeeld 3
    "9864e983-06a4-5ccd-b57a-654293a086d6": ("a4ec6884c98b0700", {31: "bundle", 33: "bundle"}),  # praktijkvoorbeeld 4
    "a21b6e1a-0eb2-5a9c-ab90-cd2c96fec0e7": ("2a94d66e96af3a17", {39: "alone"}),  # praktijkvoorbeeld 5
    "0131ba78-2b29-5db5-b6d1-877e707be689": ("37574dbc9e817b2b", {39: "versus"}),  # praktijkvoorbeeld 6
    "d0fe289e-f0b6-55d0-86b2-7b0e9a7134ce": ("0330d5ac773a9799", {30: "alone"}),  # praktijkvoorbeeld 7
    "10e99028-dd91-52df-9b6c-4a7162de050d": ("f662aff5ae8ec5bd", {30: "alone"}),  # praktijkvoorbeeld 8
    "21776982-41c9-5697-80f0-03263ab935ed": ("cc7d634f2503f7fd", {30: "alone"}),  # praktijkvoorbeeld 9
    "9baf1a11-d0bc-52af-95bd-f7ffa3f2b834": ("358d4170f0c05b03", {18: "bundle", 19: "bundle"}),  # praktijkvoorbeeld 10
    "46263a4e-9aac-5f4e-ac09-98ca440aaed2": ("03837efddf30c630", {31: "bundle", 35: "bundle"}),  # praktijkvoorbeeld 11
    "2c9cb664-97ba-509b-a0f2-14ab09e5b83c": ("1121d875017a3caa", {31: "alone"}),  # praktijkvoorbeeld 12
    "ea0856d3-6636-5750-9842-6b375a998178": ("ec14ab370ac33add", {31: "bundle", 32: "bundle"}),  # praktijkvoorbeeld 13
    "650ecebc-d773-52cd-958a-d90a04442291": ("c07af654258c6d5b", {19: "bundle", 31: "bundle"}),  # praktijkvoorbeeld 14
    "a8c6a2fc-dc86-5f60-9798-7d7ebd7d039c": ("736bd128a15fb3d4", {38: "alone"}),  # praktijkvoorbeeld 15
    "bf2df998-d2ab-54df-a168-625071883568": ("6e06dac4949578b1", {34: "alone"}),  # praktijkvoorbeeld 16
    "cc2403cb-ce40-5f1f-b6c9-92a910aa2ee4": ("8b3e22541469414f", {33: "versus:second"}),  # praktijkvoorbeeld 17
    "e7f1b507-9efd-5283-94ce-3731a1ca577c": ("b9285a67231ce878", {27: "versus:second:check"}),  # praktijkvoorbeeld 17
    "9e94cac9-d92c-50b2-af6d-88a67cdf3486": ("4dddc1874e141a8c", {27: "alone"}),  # praktijkvoorbeeld 19
    "d74e2f89-af49-578b-9283-56afb997940e": ("36114a42fd28c64f", {35: "bundle", 36: "bundle"}),  # praktijkvoorbeeld 20
    "df9dcfc1-f285-5c1c-922f-ddaefecc63b2": ("a3d68788d0594166", {22: "unknown", 28: "unknown"}),  # praktijkvoorbeeld 21
    "434e6721-954c-554a-831a-d319e5fb8860": ("d8d9dc26446e3328", {31: "alone"}),  # praktijkvoorbeeld 23
    "c07a6d95-07c6-5067-9792-5671caaf2a24": ("cde18a684a5da406", {13: "alone"}),  # praktijkvoorbeeld 33
    "cbef5fc2-8ea4-54c9-a32f-91173798e99f": ("5fce2bc0ed291940", {30: "alone"}),  # praktijkvoorbeeld 34
    "c9067319-6cbe-5401-878b-0fdc852aa050": ("fc0ee07e4b290f4b", {16: "unknown", 17: "unknown"}),  # praktijkvoorbeeld 36
    "81ab5dc4-b993-51f8-82c7-af98595a4ead": ("39baba1a670b2c93", {31: "alone"}),  # praktijkvoorbeeld 37
    "ea5272df-0547-5d80-88e2-29f6adb1efcd": ("4920c799375d4988", {32: "alone"}),  # praktijkvoorbeeld 37
    "3491a133-b180-5e62-9537-1c76949fb311": ("fe6b10dba00dae5f", {40: "alone"}),  # praktijkvoorbeeld 38
    "e842901d-af91-568f-87c1-6003b922dece": ("b48a8f0aa501eed6", {31: "alone"}),  # praktijkvoorbeeld 39
    "bce0d416-98e0-5082-8a52-a2f110de0ef4": ("422fc246e3242029", {21: "bundle", 23: "bundle"}),  # praktijkvoorbeeld 40
    "61129949-3fd2-58c2-a622-af141fc24b1e": ("fbdaa72796b5f680", {21: "bundle", 23: "bundle"}),  # praktijkvoorbeeld 40
    "bf498a83-999b-5df7-b8fe-623d51dd0542": ("48ca2cec6065de56", {22: "bundle", 23: "bundle"}),  # praktijkvoorbeeld 41
    "064128f2-49a2-5736-a019-398b26a19cb5": ("76bc6b474cf3fac9", {22: "bundle", 23: "bundle"}),  # praktijkvoorbeeld 41
    "084296c3-f94c-5fa6-8c5f-626110e8df3a": ("5047c6688d092b34", {22: "bundle", 23: "bundle"}),  # praktijkvoorbeeld 41
    "5e3b3ca5-3a91-56bc-818e-33d48297d824": ("66c512b948f84d3d", {31: "alone"}),  # praktijkvoorbeeld 42
    "df51e434-5861-5c38-a0b9-ad780203ce5c": ("291845123cf504fb", {33: "bundle:check"}),  # praktijkvoorbeeld 42
    "2037d6ea-6348-568f-86a6-47d47fd4fb8d": ("9bb41f18238a8c72", {62: "alone"}),  # praktijkvoorbeeld 43
    "7829623e-925c-54a2-b90e-10606c90e3f5": ("bf724426153c5cc2", {15: "alone"}),  # praktijkvoorbeeld 45
    "153b998f-853d-5c02-bacd-50565747b205": ("f2caac7d3b52ccbc", {31: "alone"}),  # praktijkvoorbeeld 46
}


def relate(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give every link its relation, and let everything be computed anew by the new rule."""
    Result: Any = apps.get_model("cases", "Result")
    ResultMethod: Any = apps.get_model("cases", "ResultMethod")
    links: dict[int, list[Any]] = defaultdict(list)
    for link in ResultMethod.objects.select_related("method").order_by("result_id", "sort_order", "pk").iterator():
        links[link.result_id].append(link)
    changed, versus = [], []
    for result in Result.objects.filter(pk__in=ResultMethod.objects.values("result_id")).select_related("indicator").iterator():
        changed += _related(result, links[result.pk])
        if any(link.relation == "versus" for link in links[result.pk]):
            versus.append(result.pk)
    Result.objects.filter(pk__in=versus).update(contrast="versus")
    ResultMethod.objects.bulk_update(changed, ["relation", "arm", "to_check"], batch_size=500)
    _mark_all(apps)


def _related(result: Any, links: list[Any]) -> list[Any]:
    digest, coded = _STARTER.get(str(result.uuid), ("", {}))
    is_as_loaded = digest == _digest(result, [link.method.number for link in links])
    for link in links:
        if is_as_loaded:
            link.relation, link.arm, link.to_check = _read(coded[link.method.number])
        else:
            link.relation, link.to_check = "alone" if len(links) == 1 else "bundle", True
    return links


def _read(coded: str) -> tuple[str, str, bool]:
    relation, *rest = coded.split(":")
    return relation, next((word for word in rest if word != "check"), ""), "check" in rest


def _digest(result: Any, numbers: list[int | None]) -> str:
    values = [result.indicator.slug, sorted(number or 0 for number in numbers)]
    values += [_as_text(getattr(result, name)) for name in _NAMES]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def _as_text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def _mark_all(apps: StateApps) -> None:
    """Every summary was computed by the rule of before."""
    EvidenceSummary: Any = apps.get_model("cases", "EvidenceSummary")
    StaleEvidence: Any = apps.get_model("cases", "StaleEvidence")
    token, now = uuid.uuid4(), timezone.now()
    stale = [
        StaleEvidence(page_id=page_id, token=token, since=now)
        for page_id in EvidenceSummary.objects.values_list("method_id", flat=True)
    ]
    StaleEvidence.objects.bulk_create(stale, batch_size=500, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_reports_once"),
        ("methods", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="resultmethod",
            options={
                "ordering": ["sort_order"],
                "verbose_name": "methode van een resultaat",
                "verbose_name_plural": "methoden van een resultaat",
            },
        ),
        migrations.AlterField(
            model_name="result",
            name="contrast",
            field=models.CharField(
                choices=[
                    ("before-after", "Voor en na"),
                    ("without-with", "Zonder en met"),
                    ("versus", "Twee aanpakken tegenover elkaar"),
                    ("none", "Niets om mee te vergelijken"),
                ],
                max_length=20,
                verbose_name="vergelijking",
            ),
        ),
        migrations.AddField(
            model_name="result",
            name="replaces",
            field=models.UUIDField(blank=True, db_index=True, editable=False, null=True, verbose_name="vervangt"),
        ),
        migrations.AddField(
            model_name="resultmethod",
            name="relation",
            field=models.CharField(
                choices=[
                    ("alone", "Alleen deze methode"),
                    ("bundle", "Deze methode samen met iets anders"),
                    ("versus", "Twee aanpakken tegenover elkaar"),
                    ("unknown", "De bron zegt niet wat er verschilde"),
                ],
                default="unknown",
                max_length=10,
                verbose_name="wat verschilde er tussen de twee?",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="resultmethod",
            name="arm",
            field=models.CharField(
                blank=True,
                choices=[("first", "De eerste kant (zonder, voor)"), ("second", "De tweede kant (met, na)")],
                default="",
                max_length=10,
                verbose_name="welke kant is deze methode?",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="resultmethod",
            name="to_check",
            field=models.BooleanField(default=False, verbose_name="nog nakijken"),
        ),
        migrations.AddField(
            model_name="evidencestate",
            name="is_bundle",
            field=models.BooleanField(default=False, verbose_name="alleen samen met iets anders"),
        ),
        migrations.AddField(
            model_name="evidencestate",
            name="is_bundle_before",
            field=models.BooleanField(default=False, verbose_name="eerst alleen samen met iets anders"),
        ),
        migrations.AddField(
            model_name="evidencesummary",
            name="is_bundle",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="evidencestate",
            name="rung",
            field=models.PositiveSmallIntegerField(verbose_name="beginniveau"),
        ),
        migrations.AlterField(
            model_name="resultfacts",
            name="direction",
            field=models.CharField(
                choices=[
                    ("beter", "Beter"),
                    ("geen-verschil", "Geen duidelijke verandering"),
                    ("wisselend", "Wisselend"),
                    ("slechter", "Slechter"),
                    ("alleen-samen", "Alleen samen met iets anders"),
                    ("nog-niet-te-zeggen", "Nog niet te zeggen"),
                ],
                db_index=True,
                max_length=20,
                verbose_name="richting",
            ),
        ),
        migrations.RunPython(relate, migrations.RunPython.noop, elidable=True),
    ]
