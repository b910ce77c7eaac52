"""Which of several processes runs a job: a row of the database, renewed while the holder lives.

The clocks of the machines must agree to within a few seconds, as codes of authenticator apps ask for anyway.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from handrail.platform.monitoring.background_jobs import BackgroundJob
from handrail.platform.monitoring.models import JobLease


@dataclass(frozen=True, slots=True)
class BackgroundJobLeaseResult:
    """Whether the job is ours now, and whether another process had it before us."""

    is_held: bool
    is_taken_over: bool = False


def acquire_background_job_lease(
    job: BackgroundJob, holder: str, length: timedelta
) -> BackgroundJobLeaseResult:
    """Take the job, or renew it; refused while another holder's time runs.

    Args:
        job: which.
        holder: who asks (`make_process_name` of the kernel).
        length: for how long it is ours without asking again.

    Returns:
        Whether it is ours.
    """
    now = timezone.now()
    row, _ = JobLease.objects.get_or_create(job=job, defaults={"holder": "", "until": now})
    if row.holder not in ("", holder) and row.until > now:
        return BackgroundJobLeaseResult(is_held=False)
    as_read = JobLease.objects.filter(job=job, holder=row.holder, until=row.until)
    if not as_read.update(holder=holder, until=now + length):
        return BackgroundJobLeaseResult(is_held=False)  # another process was quicker
    return BackgroundJobLeaseResult(is_held=True, is_taken_over=row.holder != holder)


def release_background_job_leases_of_process(holder: str) -> None:
    """Give back all that this process holds, so that another need not wait."""
    JobLease.objects.filter(holder=holder).update(until=timezone.now())
