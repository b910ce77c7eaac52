"""`handrail sweep`: what the calendar changes by itself is asked of the rules again, once or every few minutes.

May run at any time and as often as one likes: a case is asked only when its day has come.
"""

import argparse
import logging
import signal
import threading

from django.db import DatabaseError

from handrail.site import databases

log = logging.getLogger(__name__)


def main(arguments: list[str]) -> int:
    """Once, or until stopped."""
    parser = argparse.ArgumentParser(
        prog="handrail sweep", description="Ask the rules again where the day has come."
    )
    parser.add_argument("--every", type=float, metavar="SECONDS", help="go on, this often")
    parser.add_argument(
        "--every-case", action="store_true", help="ask for every open case once, as after a new bank holiday"
    )
    parser.add_argument(
        "--closed-cases",
        action="store_true",
        help="give every closed case the phase that the rules of today give it, as after a correction of rules",
    )
    asked = parser.parse_args(arguments)
    every = asked.every
    databases.set_up_django()
    if asked.every_case:
        from handrail.people.cases.events.actions import daily_recomputation  # noqa: PLC0415 - needs Django

        print(f"Asked the rules again for {daily_recomputation.recompute_every_open_case():,} cases.")
        return 0
    if asked.closed_cases:
        from handrail.people.cases.events.actions import daily_recomputation  # noqa: PLC0415 - needs Django

        print(
            f"{daily_recomputation.restamp_every_closed_case():,} closed cases have another phase or stage now."
        )
        return 0
    if every is None:
        print(f"Asked the rules again for {run_case_recomputation_round():,} cases.")
        return 0
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run_case_recomputation_rounds_until_stopped(stop, every)
    return 0


def run_case_recomputation_rounds_until_stopped(stop: threading.Event, every: float) -> None:
    """A database that is away for a while ends nothing: the next round finds what this one missed."""
    while not stop.is_set():
        try:
            run_case_recomputation_round()
            databases.record_background_job_run("sweep")
        except DatabaseError:
            log.exception("The sweep failed; it is tried again in %g seconds.", every)
        stop.wait(every)


def run_case_recomputation_round() -> int:
    """One round. Returns how many cases were asked."""
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 - needs Django

    from handrail.people.cases.events.actions import daily_recomputation  # noqa: PLC0415 - the same
    from handrail.people.cases.offers.actions import referral_reminders as reminders  # noqa: PLC0415 - the same
    from handrail.people.contacts.actions import missed_contact_reminders  # noqa: PLC0415 - the same
    from handrail.people.housing.actions import expired_holds, hold_reminders  # noqa: PLC0415 - the same
    from handrail.people.matching.actions import match_searches  # noqa: PLC0415 - the same
    from handrail.people.personal_data.actions import named_request_retention as named  # noqa: PLC0415 - the same
    from handrail.people.unusual_use.actions import detect_unusual_use_on_recent_days as search_recent_days  # noqa: PLC0415 - the same
    from handrail.platform.access.today import today  # noqa: PLC0415 - the same
    from handrail.platform.record_checks import counts as record_checks  # noqa: PLC0415 - the same

    SessionStore.clear_expired()
    expired_holds.release_expired_holds()
    hold_reminders.remind_of_ending_holds()
    missed_contact_reminders.remind_of_contacts_without_outcome()
    reminders.remind_senders_of_unanswered_referrals()
    match_searches.store_matches_of_changed_people()
    search_recent_days(today())
    named.erase_named_requests_past_retention()
    asked = daily_recomputation.recompute_cases_due_to_change()
    record_checks.count_contradictions_once_a_day(today())
    return asked
