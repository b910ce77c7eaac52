"""Counts for Prometheus, over all workers of this machine. A page is named by its route: no address, no account.

Granian's workers share a folder (PROMETHEUS_MULTIPROC_DIR, site/page_server.py).
"""

import os

from django.contrib.auth.signals import user_login_failed
from django.db import DatabaseError
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from handrail.platform.audit.sealer import RECENT
from handrail.platform.audit.sealing import find_oldest_unsealed_at
from handrail.platform.background_tasks.queries import TaskQueueState, fetch_task_queue_state
from handrail.platform.background_tasks.text_choices import FileState
from handrail.platform.monitoring.health_checks import run_health_checks
from handrail.platform.outbox.queries import count_waiting_messages

NO_ROUTE = "none"
REGISTRY = CollectorRegistry()
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)

requests = Counter("handrail_requests", "Requests answered.", ("page", "method", "status"), registry=REGISTRY)
latency = Histogram(
    "handrail_request_seconds",
    "From the request to its answer.",
    ("page",),
    buckets=SECONDS,
    registry=REGISTRY,
)
database_time = Histogram(
    "handrail_database_seconds", "In the databases, a request.", ("page",), buckets=SECONDS, registry=REGISTRY
)
sign_in_failures = Counter("handrail_sign_in_failures", "Sign-ins that failed.", registry=REGISTRY)


def count_request(request: HttpRequest, *, status: int, seconds: float, in_database: float) -> None:
    """Count an answered request under its route.

    Args:
        request: after its view was found.
        status: of the answer.
        seconds: from request to answer.
        in_database: of these.
    """
    match = getattr(request, "resolver_match", None)
    page = (match.url_name or match.route) if match else NO_ROUTE
    method = request.method if request.method in ("GET", "HEAD", "POST", "OPTIONS") else "other"
    requests.labels(page, method, str(status)).inc()
    latency.labels(page).observe(seconds)
    database_time.labels(page).observe(in_database)


@receiver(user_login_failed)
def count_failed_sign_in(**_: object) -> None:
    """Counted, and by whom is in the trail alone."""
    sign_in_failures.inc()


def format_metrics() -> bytes:
    """Everything in Prometheus's text format, with ages as they are at this moment."""
    counted = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    return generate_latest(counted) + generate_latest(_collect_current_gauges())


def _collect_current_gauges() -> CollectorRegistry:
    """Gauges that are true for the whole installation, so each worker tells the same."""
    now = CollectorRegistry()
    up = Gauge(
        "handrail_check_ok",
        "1 where the check is in order.",
        ("check",),
        registry=now,
        multiprocess_mode="mostrecent",
    )
    age = Gauge("handrail_job_age_seconds", "Since the job's last round.", ("job",), registry=now)
    for check in run_health_checks():
        up.labels(check.name).set(check.state == "ok")
        if check.age is not None:
            age.labels(check.name).set(check.age)
    try:
        waiting, oldest = count_waiting_messages(), find_oldest_unsealed_at(timezone.now() - RECENT)
        files = fetch_task_queue_state()
    except DatabaseError:
        return now
    Gauge("handrail_messages_waiting", "Mail not yet sent.", registry=now).set(waiting)
    _add_file_gauges(now, files)
    unsealed = (timezone.now() - oldest).total_seconds() if oldest else 0
    Gauge(
        "handrail_unsealed_age_seconds",
        "Age of the oldest record of the trail that is not sealed.",
        registry=now,
    ).set(unsealed)
    return now


def _add_file_gauges(now: CollectorRegistry, files: TaskQueueState) -> None:
    """Files that people asked for: how many by state, and for how long the oldest has waited to be begun."""
    told = Gauge("handrail_files", "Files that people asked for.", ("state",), registry=now)
    for state in FileState:
        told.labels(state.value).set(files.counts.get(state.value, 0))
    waited = (timezone.now() - files.oldest_waiting_at).total_seconds() if files.oldest_waiting_at else 0
    Gauge("handrail_file_wait_seconds", "How long the oldest file has waited to be begun.", registry=now).set(
        waited
    )
