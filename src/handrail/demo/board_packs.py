"""Board packs in the demo: Lincolnshire's, two months signed and one a draft, and a quarter; and the country's."""

from contextlib import AbstractContextManager
from datetime import date, time, timedelta
from typing import Final

from django.db import transaction

from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import use_simulated_clock
from handrail.insight.packs.actions.drafts import (
    add_follow_up_promised_in_board_pack,
    save_board_pack_texts,
    save_comment_on_board_pack_measure,
)
from handrail.insight.packs.actions.series import create_next_pack, create_pack_series
from handrail.insight.packs.actions.signing import hash_pack_draft, sign_and_freeze_board_pack
from handrail.insight.packs.models import BoardPack, PackComment, PackSeries
from handrail.insight.packs.pack_document import build_pack_document
from handrail.insight.packs.periods import list_months_of_period
from handrail.insight.packs.published_series import list_published_periods
from handrail.insight.packs.queries import get_board_pack, list_actions_of_pack, read_figures_of_pack
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today as get_today
from handrail.platform.followups.actions import record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.dates import make_london_time

MONTHLY: Final = "Performance and Resources Board"
QUARTERLY: Final = "Vulnerability Board"
MONTHLY_MEASURES: Final = (
    *("identified", "referred", "nrm-declined", "reached-in-two-days", "local-support-agreed"),
    *("needs-unmet", "crime-recorded"),
)
QUARTERLY_MEASURES: Final = (
    "needs",
    "needs-met",
    "needs-unmet",
    "offers-answered",
    "safe-place-in-a-day",
    "missing",
)
MORNING: Final = time(9, 40)
SUMMARY: Final = (
    "Figures of a single month move by chance.\n"
    "Every weekend of the last months was on the rota.\n"
    "Most people who asked were offered something in the month; the numbers are too small to say more."
)
QUARTERLY_SUMMARY: Final = (
    "Figures of a single quarter move by chance.\n"
    "Every weekend of the last months was on the rota.\n"
    "Most people who asked were offered something in the quarter; the numbers are too small to say more."
)
NATIONAL: Final = "National picture"
NATIONAL_MEASURES: Final = (
    "identified",
    "referred",
    "reasonable-grounds",
    "needs",
    "needs-unmet",
    "offers-answered",
)
COMMENTS: Final = (
    (
        "identified",
        "office",
        "Two providers began to record first signs later than the others. Months before that may show fewer.",
    ),
    ("identified", "force", "The night desk now asks about signs at every stop in the north of the county."),
    ("referred", "force", "Most referrals follow the weekly visits to farms and car washes."),
    (
        "nrm-declined",
        "office",
        "Those who say no still have local support. We ask each why, and what would help.",
    ),
    ("reached-in-two-days", "force", "The rota covers weekends too."),
    ("needs-unmet", "office", "A tender for legal advice is being prepared."),
)


def load_board_packs(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already, or where no month was drawn."""
    office, signatory, force = (cast.actors[key] for key in ("joan.tasker", "lorna.quayle", "dev.marlowe"))
    collator = cast.actors["amrit.dhaliwal"]
    if not PackSeries.objects.exists() and list_published_periods("month"):
        _write_monthly_packs(office, signatory, force, today)
        _write_quarterly_pack(office, signatory, today)
        _write_national_pack(collator, today)


def _use_simulated_morning_after_publication(day: date, period: str) -> AbstractContextManager[object]:
    """Acts are done on the morning of that day, but not before the period's figures were published."""
    published = date.fromisoformat(f"{shift_month(list_months_of_period(period)[-1], 1)}-01")
    return use_simulated_clock(make_london_time(max(day, published), MORNING))


@transaction.atomic
def _write_monthly_packs(office: Actor, signatory: Actor, force: Actor, today: date) -> None:
    series = PackSeries(title=MONTHLY, period_kind="month")
    first, second, newest = list_published_periods("month")[-3:]
    with _use_simulated_morning_after_publication(today - timedelta(days=60), first):
        pack = create_pack_series(series, MONTHLY_MEASURES, period=first, by=office)
        _save_demo_pack_texts(pack, SUMMARY, get_today() + timedelta(days=7), office)
        _comment_on_pack_of_demo(pack, COMMENTS[:4], office, force)
        done = _add_pack_follow_ups(pack, office, force)
        _sign_pack_of_demo(pack, signatory)
    with _use_simulated_morning_after_publication(today - timedelta(days=30), second):
        pack = create_next_pack(series.pk, by=office)
        _save_demo_pack_texts(pack, SUMMARY, get_today() + timedelta(days=7), office)
        _comment_on_pack_of_demo(pack, COMMENTS, office, force)
        told = FollowUpUpdate(
            about_id=done.pk, state="done", words="Each has one.", evidence="A list that the office read."
        )
        record_follow_up_progress(told, seen=1, by=force)
        _sign_pack_of_demo(pack, signatory)
    with _use_simulated_morning_after_publication(today - timedelta(days=2), newest):
        pack = create_next_pack(series.pk, by=office)
        _save_demo_pack_texts(pack, "", get_today() + timedelta(days=9), office)
        _comment_on_pack_of_demo(pack, COMMENTS[1:3], office, force)


def _add_pack_follow_ups(pack: BoardPack, office: Actor, force: Actor) -> FollowUp:
    """One that is late by now, and one that will be done."""
    late = FollowUp(
        what="Ask every custody suite what response it got from the night line",
        owner_id=force.body_id,
        person="Force lead",
        due_on=get_today() + timedelta(days=50),
    )
    done = FollowUp(
        what="Name one contact for everybody who is identified",
        owner_id=force.body_id,
        due_on=get_today() + timedelta(days=40),
    )
    for action in (late, done):
        add_follow_up_promised_in_board_pack(pack.pk, action, by=office)
    return done


@transaction.atomic
def _write_quarterly_pack(office: Actor, signatory: Actor, today: date) -> None:
    series = PackSeries(title=QUARTERLY, period_kind="quarter")
    with _use_simulated_morning_after_publication(
        today - timedelta(days=25), list_published_periods("quarter")[-1]
    ):
        pack = create_pack_series(series, QUARTERLY_MEASURES, by=office)
        _save_demo_pack_texts(pack, QUARTERLY_SUMMARY, get_today() + timedelta(days=7), office)
        words = "Offers that nobody answers are mostly of groups in the evening."
        _comment_on_pack_of_demo(pack, (("offers-answered", "office", words),), office, office)
        _sign_pack_of_demo(pack, signatory)


@transaction.atomic
def _write_national_pack(collator: Actor, today: date) -> None:
    """Of England and Wales, where a month has people enough for limits. Nobody else signs for the team."""
    with _use_simulated_morning_after_publication(
        today - timedelta(days=12), list_published_periods("month")[-1]
    ):
        pack = create_pack_series(
            PackSeries(title=NATIONAL, period_kind="month"), NATIONAL_MEASURES, by=collator
        )
        _save_demo_pack_texts(pack, "", get_today() + timedelta(days=20), collator)
        words = "Forces began to record the day of the first signs at different times."
        _comment_on_pack_of_demo(pack, (("identified", "office", words),), collator, collator)
        _sign_pack_of_demo(pack, collator)


def _save_demo_pack_texts(pack: BoardPack, summary: str, board_on: date, office: Actor) -> None:
    pack.summary, pack.board_on, pack.comments_by = summary, board_on, board_on - timedelta(days=4)
    if summary:
        pack.decisions = "Whether the rota of weekends goes on in the next financial year."
    save_board_pack_texts(pack, seen=pack.version, by=office)


def _comment_on_pack_of_demo(
    pack: BoardPack, comments: tuple[tuple[str, str, str], ...], office: Actor, force: Actor
) -> None:
    for measure, who, words in comments:
        by = office if who == "office" else force
        save_comment_on_board_pack_measure(
            PackComment(pack=pack, measure=measure, body_id=by.body_id, words=words), seen=None, by=by
        )


def _sign_pack_of_demo(pack: BoardPack, signatory: Actor) -> None:
    found = get_board_pack(signatory, pack.pk)
    actions = list_actions_of_pack(found, get_own_and_taken_over_body_ids_of_actor(signatory))
    draft = build_pack_document(found, read_figures_of_pack(found), actions, on=get_today())
    sign_and_freeze_board_pack(pack.pk, shown=hash_pack_draft(draft), by=signatory)
