"""What `/health/ready` says: whether the databases answer, and how old the background work is.

A late job is told and does not take the server out of service: with every page server out, a mail that waits would
have become an outage. Databases that do not answer do, and keys with which nothing may be written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils import timezone

from handrail.platform.monitoring.background_jobs import LATE_AFTER, BackgroundJob
from handrail.platform.monitoring.models import BackgroundJobRun
from handrail.platform.vault.key_fingerprints import AUDIT, MASTER, find_key_faults

DATABASES = ("default", "keys")


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One line: `age` in whole seconds, None where there is none to tell."""

    name: str
    state: str  # ok, late, never, away; of a key ok, missing, other, unknown
    age: int | None = None

    @property
    def stops_serving(self) -> bool:
        """Whether the pages cannot be answered."""
        return self.state in ("away", "missing", "other", "unknown")


def run_health_checks() -> list[HealthCheck]:
    """Every check, databases first. Keys and jobs are left out where their database is away."""
    databases = [_check_database_health(alias) for alias in DATABASES]
    if any(check.stops_serving for check in databases):
        return databases
    return databases + list(_check_keys_health()) + list(_check_background_jobs_health(timezone.now()))


def _check_database_health(alias: str) -> HealthCheck:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        connections[alias].close()  # the next request begins anew
        return HealthCheck(f"database {alias}", "away")
    return HealthCheck(f"database {alias}", "ok")


def _check_keys_health() -> Iterator[HealthCheck]:
    states = {fault.secret: fault.state for fault in find_key_faults()}
    for secret in (MASTER, AUDIT):
        yield HealthCheck(f"{secret} key", states.get(secret, "ok"))


def _check_background_jobs_health(now: datetime) -> Iterator[HealthCheck]:
    finished = dict(BackgroundJobRun.objects.values_list("job", "finished_at"))
    for job in BackgroundJob:
        if job is BackgroundJob.SCAN and not settings.SCANNER:
            continue  # papers are held, and every page of them says so
        at = finished.get(job)
        if at is None:
            yield HealthCheck(job, "never")
        else:
            yield HealthCheck(
                job, "late" if now - at > LATE_AFTER[job] else "ok", int((now - at).total_seconds())
            )
