"""`handrail remind`: reminders whose day has come are put into the outbox, and what waits there is sent.

May run at any time and as often as one likes: nobody is told twice of one occasion.
"""

import argparse
import logging
import signal
import threading

from django.db import DatabaseError

from handrail.site import databases

log = logging.getLogger(__name__)


def main(arguments: list[str]) -> int:
    """Once, or until stopped. Ends with an error where a mail could not be delivered."""
    parser = argparse.ArgumentParser(
        prog="handrail remind", description="Put reminders that are due into the outbox, and send what waits."
    )
    parser.add_argument("--every", type=float, metavar="SECONDS", help="go on, this often")
    every = parser.parse_args(arguments).every
    databases.set_up_django()
    if every is None:
        return _send_reminders_once()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run_reminder_rounds_until_stopped(stop, every)
    return 0


def run_reminder_rounds_until_stopped(stop: threading.Event, every: float) -> None:
    """A database that is away for a while ends nothing: the next round finds what this one missed."""
    while not stop.is_set():
        try:
            run_reminder_round()
            databases.record_background_job_run("remind")
        except DatabaseError:
            log.exception("Reminding failed; it is tried again in %g seconds.", every)
        stop.wait(every)


def _send_reminders_once() -> int:
    new, sent, failed = run_reminder_round()
    print(f"New in the outbox: {new:,}. Sent: {sent:,}. Could not be delivered: {failed:,}.")
    return 1 if failed else 0


def run_reminder_round() -> tuple[int, int, int]:
    """One round.

    Returns:
        How many messages are new, how many were sent, how many could not be delivered.
    """
    from handrail.areas.calls.actions.reminders import queue_due_reminders_of_open_calls as remind_all  # noqa: PLC0415 - models need Django
    from handrail.areas.intelligence.actions.outreach import queue_overdue_outreach_alarms  # noqa: PLC0415 - as above
    from handrail.areas.oversight.actions import follow_up_reminders as actions  # noqa: PLC0415 - as above
    from handrail.areas.partnerships.actions import reminders as groups  # noqa: PLC0415 - as above
    from handrail.areas.recommendations.actions import update_reminders as updates  # noqa: PLC0415 - as above
    from handrail.platform.i18n.message_storage import translate_for_language as for_reader  # noqa: PLC0415 - as above
    from handrail.platform.outbox.actions.delivery import deliver_messages as deliver  # noqa: PLC0415 - as above

    new = (
        remind_all()
        + updates.queue_due_recommendation_update_reminders()
        + actions.queue_due_follow_up_reminders()
    )
    new += groups.queue_due_partnership_group_reminders()
    new += queue_overdue_outreach_alarms()
    done = deliver(spoken=for_reader)
    return new, done.sent, done.failed
