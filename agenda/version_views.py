"""The versions of the agenda of a family, and what differs between two."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agenda.versions import AgendaVersion, differences, snapshot
from core.http.query_filters import Filter, FilterSet
from core.published.notes import notes
from vocabulary.models import OrganisationType

NOW = "nu"


@require_safe
def versions(request: HttpRequest, family: str) -> HttpResponse:
    """`van` and `tot` are numbers of versions, `nu` is the agenda as it is; the newest version against now otherwise.

    :raises Http404: when there is no such family.
    """
    found = OrganisationType.objects.filter(slug=family).first()
    if found is None:
        raise Http404("no such family")
    rows = AgendaVersion.objects.filter(family=found).select_related("family")
    kept = {str(version.number): version for version in rows}
    names = {NOW: "De agenda van nu", **{number: f"Versie {number}" for number in kept}}
    chosen = FilterSet(
        (
            Filter("van", "Van", lambda: {key: name for key, name in names.items() if key != NOW}),
            Filter("tot", "Tot", lambda: names),
        ),
        things="versies",
    ).read(request.GET)
    start, end = chosen.values.get("van", next(iter(kept), "")), chosen.values.get("tot", NOW)
    context = {
        "title": f"Versies van de agenda van {found.plural.lower()}",
        "canonical_path": reverse("agenda_versions", args=[family]),
        "noindex": True,
        "above": [("Agenda", reverse("agenda")), (found.plural, reverse("family_agenda", args=[family]))],
        "versions": [(version, notes(version)) for version in kept.values()],
        "chosen": chosen,
        "start": names.get(start, ""),
        "end": names[end],
        "start_key": start,
        "end_key": end,
    }
    if start:
        after = snapshot(found) if end == NOW else kept[end].rows
        context["differences"] = differences(kept[start].rows, after)
    return render(request, "agenda/versions.html", context)
