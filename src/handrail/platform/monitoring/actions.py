"""A job says that it has done its round."""

from django.db.models import Q
from django.utils import timezone

from handrail.platform.monitoring.background_jobs import NOTED_EVERY, BackgroundJob
from handrail.platform.monitoring.models import BackgroundJobRun


def record_background_job_run(job: BackgroundJob) -> None:
    """Note that a round has ended; written once a minute at most. Nobody's data is touched: the trail says nothing."""
    now = timezone.now()
    runs = BackgroundJobRun.objects.filter(job=job)
    if runs.filter(finished_at__gt=now - NOTED_EVERY).exists():
        return
    if not runs.filter(Q(finished_at__lt=now)).update(finished_at=now):
        BackgroundJobRun.objects.get_or_create(job=job, defaults={"finished_at": now})


def record_audit_sealing_round_ended(**_: object) -> None:
    """The sealer has done a round (platform/audit/sealer.py)."""
    record_background_job_run(BackgroundJob.SEAL)
