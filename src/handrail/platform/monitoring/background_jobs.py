"""The jobs that run beside the pages, and how late each may be before somebody should look."""

from datetime import timedelta
from enum import StrEnum


class BackgroundJob(StrEnum):
    """As the command line names them."""

    SEAL = "seal"
    SWEEP = "sweep"
    REMIND = "remind"
    SCAN = "scan"
    FIGURES = "figures"
    IMPORT = "import"
    FILES = "files"


LATE_AFTER = {  # several of the rounds that `handrail work` runs (site/work.py)
    BackgroundJob.SEAL: timedelta(minutes=3),
    BackgroundJob.SWEEP: timedelta(minutes=40),
    BackgroundJob.REMIND: timedelta(minutes=10),
    BackgroundJob.SCAN: timedelta(minutes=40),
    BackgroundJob.FIGURES: timedelta(hours=4),
    BackgroundJob.IMPORT: timedelta(minutes=10),
    BackgroundJob.FILES: timedelta(minutes=10),
}
NOTED_EVERY = timedelta(minutes=1)  # the sealer runs every few seconds: it need not write as often
