"""Pages for machines, answered before sessions and the list of hosts are looked at (middleware.py)."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST

from handrail.platform.monitoring.health_checks import run_health_checks
from handrail.platform.monitoring.metrics import format_metrics
from handrail.platform.ui.access_control import public


@public("says that the server answers")
def health_live(request: HttpRequest) -> HttpResponse:
    """Asks nothing of anybody: one that does not answer is started again."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@public(
    "says whether the server and its databases answer, whether its keys fit, and how old the background work is"
)
def health_ready(request: HttpRequest) -> HttpResponse:
    """503 while a database is away, or a key does not fit."""
    checks = run_health_checks()
    stopping = {check.state for check in checks if check.stops_serving}
    told = {
        "status": "away" if "away" in stopping else "keys do not fit" if stopping else "ready",
        "checks": [{"name": check.name, "state": check.state, "age_seconds": check.age} for check in checks],
    }
    return JsonResponse(told, status=HTTPStatus.SERVICE_UNAVAILABLE if stopping else HTTPStatus.OK)


@public("gives whoever has the collector's token counts of requests, and nothing of a case")
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus. Without a token in the settings there is no such page."""
    sent = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(sent, f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponseNotFound("No such page.\n", content_type="text/plain; charset=utf-8")
    return HttpResponse(format_metrics(), content_type=CONTENT_TYPE_LATEST)
