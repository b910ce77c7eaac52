"""`handrail work`: the jobs that run beside the pages, under any supervisor, on as many machines as one likes.

A lease in the database says which process runs a job; where one ends or hangs, another goes on. Files are made by every
process: each is claimed by itself. The sealer is a process of its own, without the key that opens what is sealed: it
needs none.
"""

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from handrail.platform.access.row_security.system_actors import SystemActor
from handrail.platform.access.row_security.system_row_actor import acting_as_system
from handrail.platform.kernel.process_name import make_process_name
from handrail.platform.monitoring.background_jobs import BackgroundJob
from handrail.site import databases
from handrail.site.key_checks import explain_unfit_keys
from handrail.site.outgoing_hosts import list_outgoing_hosts, refuse_other_outgoing_connections
from handrail.site.supervisor import RestartingProcess

NOT_THE_SEALERS = (
    "HANDRAIL_VAULT_MASTER_KEY",
    "HANDRAIL_VAULT_NEW_MASTER_KEY",
    "HANDRAIL_AUDIT_NEW_KEY",
    "HANDRAIL_MAIL_PASSWORD",
)
SHORTEST_LEASE = 60.0  # seconds
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PeriodicJob:
    """What is done again and again: a function of a module that is imported once Django is set up."""

    job: BackgroundJob
    every: float  # seconds between two rounds
    module: str
    function: str
    acts_as: SystemActor | None = None
    waits_first: bool = False  # costs much, and is not missed in the first minutes
    is_shared: bool = False  # each piece of its work is claimed by itself: every process may run it at once

    def run(self) -> None:
        """One round."""
        round_: Callable[[], object] = getattr(import_module(self.module), self.function)
        with acting_as_system(self.acts_as) if self.acts_as else ExitStack():
            round_()


JOBS = (
    PeriodicJob(
        BackgroundJob.SWEEP, 600, "handrail.site.sweep", "run_case_recomputation_round", SystemActor.SWEEP
    ),
    PeriodicJob(BackgroundJob.REMIND, 60, "handrail.site.remind", "run_reminder_round"),
    PeriodicJob(BackgroundJob.SCAN, 60, "handrail.site.scan", "run_virus_scan_round", SystemActor.SCANNER),
    PeriodicJob(
        BackgroundJob.IMPORT,
        3,
        "handrail.people.caseload_import.actions.background_round",
        "run_caseload_import_round",
        SystemActor.CASELOADS,
    ),
    PeriodicJob(
        BackgroundJob.FILES,
        1,
        "handrail.platform.background_tasks.worker_round",
        "run_background_task_round",
        is_shared=True,
    ),
    PeriodicJob(
        BackgroundJob.FIGURES,
        3600,
        "handrail.site.insight",
        "run_insight_round",
        SystemActor.INSIGHT,
        waits_first=True,
    ),
)
NAMES = (BackgroundJob.SEAL.value, *(one.job.value for one in JOBS))


def main(arguments: list[str]) -> int:
    """Work until stopped."""
    asked = _parse_work_arguments(arguments)
    databases.set_up_django()
    if lacking := databases.count_unapplied_migrations_by_database():
        print(f"Migrations are missing in {' and '.join(lacking)}. Run `handrail migrate`.", file=sys.stderr)
        return 1
    if asked.only != [BackgroundJob.SEAL] and (unfit := explain_unfit_keys()):
        print(unfit, file=sys.stderr)
        return 1
    refuse_other_outgoing_connections(list_outgoing_hosts())
    stop = threading.Event()
    for number in STOPS:
        signal.signal(number, lambda *_: stop.set())
    with ExitStack() as running:
        if asked.only == [BackgroundJob.SEAL]:
            running.enter_context(_run_job_in_thread(lambda: run_sealer_while_leased(stop, asked.seal_every)))
        elif BackgroundJob.SEAL in asked.only:
            words = ("work", "--only", "seal", "--seal-every", str(asked.seal_every))
            running.enter_context(RestartingProcess(*words, withheld=NOT_THE_SEALERS))
        for one in JOBS:
            if one.job in asked.only and (one.job is not BackgroundJob.SCAN or settings.SCANNER):
                running.enter_context(_run_job_in_thread(lambda one=one: run_job_while_leased(one, stop)))  # type: ignore[misc]
        stop.wait()
    return 0


def run_job_while_leased(periodic: PeriodicJob, stop: threading.Event) -> None:
    """Round after round while the lease is ours, or without one. A database that is away ends nothing: the next round
    makes up for it.

    Args:
        periodic: the job.
        stop: is set to stop it.
    """
    from handrail.platform.monitoring.job_leases import (  # noqa: PLC0415 - its model needs Django
        acquire_background_job_lease,
        release_background_job_leases_of_process,
    )

    holder, length = make_process_name(), timedelta(seconds=max(SHORTEST_LEASE, 2 * periodic.every))
    if periodic.waits_first:
        stop.wait(periodic.every)
    while not stop.is_set():
        close_old_connections()
        try:
            if periodic.is_shared or acquire_background_job_lease(periodic.job, holder, length).is_held:
                periodic.run()
                databases.record_background_job_run(periodic.job)
        except DatabaseError:
            log.exception("The job %s failed; it is tried again in %g seconds.", periodic.job, periodic.every)
        close_old_connections()
        stop.wait(periodic.every)
    release_background_job_leases_of_process(holder)


def run_sealer_while_leased(stop: threading.Event, every: float) -> None:
    """Seal while the lease is ours; after another machine, with its heads in our file first.

    Args:
        stop: is set to stop it.
        every: seconds between two rounds.
    """
    from handrail.platform.audit.checkpoint_copy_stores import complete_checkpoint_file_from_copies  # noqa: PLC0415 - its models need Django
    from handrail.platform.audit.sealer import run_sealer  # noqa: PLC0415 - as above
    from handrail.platform.monitoring.job_leases import (  # noqa: PLC0415 - as above
        acquire_background_job_lease,
        release_background_job_leases_of_process,
    )

    holder, length = make_process_name(), timedelta(seconds=max(SHORTEST_LEASE, 2 * every))

    def may_seal() -> bool:
        lease = acquire_background_job_lease(BackgroundJob.SEAL, holder, length)
        if lease.is_taken_over:
            complete_checkpoint_file_from_copies()
        return lease.is_held

    run_sealer(stop, every, may_seal)
    release_background_job_leases_of_process(holder)


@contextmanager
def _run_job_in_thread(work: Callable[[], None]) -> Iterator[None]:
    """Whoever leaves the block waits until the thread has finished its round."""
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _parse_work_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="handrail work", description="Run the jobs beside the pages; several at once share them."
    )
    parser.add_argument(
        "--only",
        type=_parse_job_names,
        default=list(NAMES),
        metavar="JOBS",
        help=f"some of them, divided by commas: {', '.join(NAMES)}",
    )
    parser.add_argument("--seal-every", type=float, default=5, metavar="SECONDS")
    return parser.parse_args(arguments)


def _parse_job_names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names or set(names) - set(NAMES):
        raise argparse.ArgumentTypeError(f"jobs are {', '.join(NAMES)}")
    return names
