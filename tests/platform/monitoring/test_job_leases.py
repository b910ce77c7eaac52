"""A job runs in one process at a time; when that one ends or hangs, another goes on."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from handrail.platform.monitoring.background_jobs import BackgroundJob
from handrail.platform.monitoring.job_leases import (
    BackgroundJobLeaseResult,
    acquire_background_job_lease,
    release_background_job_leases_of_process,
)
from handrail.platform.monitoring.models import JobLease
from support.concurrency import at_once

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
REFUSED, OURS, TAKEN_OVER = (
    BackgroundJobLeaseResult(False),
    BackgroundJobLeaseResult(True),
    BackgroundJobLeaseResult(True, True),
)


def take(holder, at):
    with time_machine.travel(at, tick=False):
        return acquire_background_job_lease(BackgroundJob.SEAL, holder, MINUTE)


@pytest.mark.django_db
def test_a_lease_is_kept_by_whoever_renews_it_and_taken_over_once_it_has_run_out():
    assert take("one", NOON) == TAKEN_OVER
    assert take("other", NOON + 0.5 * MINUTE) == REFUSED
    assert take("one", NOON + 0.9 * MINUTE) == OURS
    assert take("other", NOON + 1.8 * MINUTE) == REFUSED
    assert take("other", NOON + 2 * MINUTE) == TAKEN_OVER
    assert take("one", NOON + 2.1 * MINUTE) == REFUSED


@pytest.mark.django_db
def test_whoever_stops_leaves_its_jobs_to_the_next_at_once():
    take("one", NOON)
    with time_machine.travel(NOON + 0.1 * MINUTE, tick=False):
        release_background_job_leases_of_process("one")
    assert take("other", NOON + 0.2 * MINUTE) == TAKEN_OVER


@pytest.mark.django_db(transaction=True)
def test_of_two_that_ask_at_the_same_moment_one_gets_the_job():
    JobLease.objects.create(job="sweep", holder="gone", until=NOON)
    results = at_once(
        *(
            lambda name=name: acquire_background_job_lease(BackgroundJob.SWEEP, name, MINUTE)
            for name in ("one", "other")
        )
    )
    assert sorted(result.is_held for result in results) == [False, True]
