"""Is the process alive, and is the site ready to be used?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase

from cases.summaries.stale import warning as evidence_warning
from config.metrics.views import metrics
from core.http.cache.page_cache import kept_pages
from core.jobs.health import job_figures, seconds_since_work
from core.jobs.health import warning as jobs_warning
from search.status import figures
from search.status import problem as search_problem
from search.status import warning as search_warning

T = TypeVar("T")


class HealthMiddleware:
    """Answers all three for whoever asks under whatever name: a load balancer asks by address, and without TLS.

    Stands before everything that looks at the host; `SECURE_REDIRECT_EXEMPT` keeps the redirect to https off.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        view = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}.get(request.path_info)
        if view is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return view(request)


def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives. Asks nothing of anything else."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


def readyz(request: HttpRequest) -> JsonResponse:
    """Database, migrations and index; 503 with what is wrong. No secrets, no addresses, no words of errors.

    A `warning` and the figures in `worker` (seconds since it did something), `outbox` (per index), `jobs` and
    `kept_pages` (of this process) are for the operator; readers are still answered.
    """
    checks: dict[str, Callable[[], str | None]] = {
        "database": _database,
        "migrations": _migrations,
        "search": search_problem,
    }
    report: dict[str, Any] = {}
    for name, check in checks.items():
        try:
            report[name] = check() or "ok"
        except Exception as error:
            report[name] = f"failed: {type(error).__name__}"
    ready = all(value == "ok" for value in report.values())
    worth_knowing = [said for ask in (search_warning, jobs_warning, evidence_warning) if (said := _asked(ask, None))]
    if worth_knowing:
        report["warning"] = "; ".join(worth_knowing)
    report["worker"] = _asked(seconds_since_work, None)
    report["outbox"], report["jobs"] = _figures(figures), _figures(job_figures)
    report["kept_pages"] = kept_pages()
    return JsonResponse({"ready": ready, **report}, status=200 if ready else 503, headers={"Cache-Control": "no-store"})


def _figures(ask: Callable[[], Sequence[Any]]) -> list[dict[str, Any]]:
    nothing: Sequence[Any] = ()
    return [asdict(one) for one in _asked(ask, nothing)]


def _asked(ask: Callable[[], T], otherwise: T) -> T:
    """What is said, or `otherwise` when it cannot be said: the checks tell what is wrong then."""
    try:
        return ask()
    except Exception:
        return otherwise


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _migrations() -> str | None:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return f"{waiting} migrations waiting" if waiting else None
