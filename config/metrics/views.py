"""`/metrics`, and the middleware that counts."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Min, Q
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from config.metrics import counters
from core.jobs.health import job_figures, seconds_since_work
from core.mail.models import OutgoingMail
from search.status import figures

# Labels and value. A family of them has a name, a type and a sentence.
Sample = tuple[dict[str, str], float]
Family = tuple[str, str, str, list[Sample]]


class MetricsMiddleware:
    """Counts every answer; stands outside everything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.METRICS_TOKEN:
            return self.get_response(request)
        started = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - started
        counters.count(request.path_info, response.status_code, seconds, response.headers.get("X-Page-Cache", ""))
        return response


def metrics(request: HttpRequest) -> HttpResponse:
    """For who has the token: `Authorization: Bearer …`. Without a token in the settings there is nothing here."""
    if not settings.METRICS_TOKEN:
        return HttpResponseNotFound("not found\n", content_type="text/plain")
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not constant_time_compare(token.strip(), settings.METRICS_TOKEN):
        headers = {"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"}
        return HttpResponse("unauthorized\n", status=401, content_type="text/plain", headers=headers)
    text = "".join(line for one in _families() for line in _lines(*one))
    content_type = "text/plain; version=0.0.4; charset=utf-8"
    return HttpResponse(text, content_type=content_type, headers={"Cache-Control": "no-store"})


def _families() -> Iterator[Family]:
    yield from _answers()
    asked = (_worker, _jobs, _mail, _indexes)
    failed = 0
    for ask in asked:
        try:
            yield from list(ask())
        except Exception:  # the database is gone: then that is what there is to tell
            failed += 1
    yield "od_unknown", "gauge", "Groups of figures that could not be asked.", [({}, failed)]
    yield from _disk()


def _answers() -> Iterator[Family]:
    found = list(counters.counted())
    requests, buckets, cached = list[Sample](), list[Sample](), list[Sample]()
    for process, counts in found:
        for kind in counters.KINDS:
            label = {"process": process, "kind": kind}
            of_kind = [(status, counts["status", kind, status]) for status in counters.STATUSES]
            requests += [({**label, "status": status}, number) for status, number in of_kind if number]
            total = sum(number for _, number in of_kind)
            if not total:
                continue
            bounds = [(str(bound), counts["bucket", kind, str(bound)]) for bound in counters.BOUNDS]
            buckets += [({"": "_bucket", **label, "le": bound}, number) for bound, number in [*bounds, ("+Inf", total)]]
            buckets += [({"": "_sum", **label}, counts["seconds", kind]), ({"": "_count", **label}, total)]
        cached += [({"process": process, "outcome": word}, counts["cache", word]) for word in counters.CACHE]
    yield "od_requests_total", "counter", "Answers, by kind of address and class of status.", requests
    yield "od_request_seconds", "histogram", "Seconds that an answer took to make.", buckets
    yield "od_page_cache_total", "counter", "Pages that were kept (hit) or made (miss).", cached


def _worker() -> Iterator[Family]:
    silence = seconds_since_work()
    yield "od_worker_silent_seconds", "gauge", "Since a worker did a job.", [] if silence is None else [({}, silence)]


def _jobs() -> Iterator[Family]:
    found, now = job_figures(), timezone.now()
    late = [({"job": one.job}, _seconds(one.next_run, now)) for one in found if one.next_run]
    yield "od_job_late_seconds", "gauge", "How long ago the job was due.", late
    failed = [({"job": one.job}, float(bool(one.error))) for one in found]
    yield "od_job_failed", "gauge", "1 when its last run failed.", failed


def _mail() -> Iterator[Family]:
    waits, state = Q(state=OutgoingMail.State.WAITING), OutgoingMail.State
    found = OutgoingMail.objects.aggregate(
        waiting=Count("pk", filter=waits),
        failed=Count("pk", filter=Q(state=state.FAILED)),
        due=Min("due_at", filter=waits),
    )
    yield "od_mail_waiting", "gauge", "Letters in the queue.", [({}, found["waiting"])]
    yield "od_mail_failed", "gauge", "Letters of the last 30 days that were given up.", [({}, found["failed"])]
    late = _seconds(found["due"], timezone.now()) if found["due"] else 0.0
    yield "od_mail_late_seconds", "gauge", "How long ago the first waiting letter was due.", [({}, late)]


def _indexes() -> Iterator[Family]:
    found = figures()

    def samples(name: str) -> list[Sample]:
        return [({"index": one.index}, getattr(one, name)) for one in found]

    yield "od_index_waiting", "gauge", "Pages an index waits for.", samples("waiting")
    yield "od_index_lag_seconds", "gauge", "How long the first of them waits.", samples("oldest_seconds")
    yield "od_index_failed", "gauge", "Of them, those that failed before.", samples("failed")
    yield "od_index_set_aside", "gauge", "Pages that an index could not take.", samples("set_aside")


def _disk() -> Iterator[Family]:
    data = Path(settings.DATA_DIR)
    yield "od_data_free_bytes", "gauge", "Free on the disk of DATA_DIR.", [({}, shutil.disk_usage(data).free)]
    try:
        made: list[Sample] = [({}, (data / "last-backup").stat().st_mtime)]
    except OSError:
        made = []
    yield "od_last_backup_timestamp_seconds", "gauge", "When the last backup was made on this host.", made


def _seconds(due: datetime | None, now: datetime) -> float:
    return max((now - due).total_seconds(), 0.0) if due else 0.0


def _lines(name: str, kind: str, sentence: str, samples: Iterable[Sample]) -> Iterator[str]:
    """The label without a name is the end of the name, as histograms have it."""
    yield f"# HELP {name} {sentence}\n# TYPE {name} {kind}\n"
    for labels, value in samples:
        told = ",".join(f'{label}="{word}"' for label, word in labels.items() if label)
        yield f"{name}{labels.get('', '')}{{{told}}} {value:.17g}\n" if told else f"{name} {value:.17g}\n"
