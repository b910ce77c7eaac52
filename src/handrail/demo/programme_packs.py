"""Signed monthly board packs of Gloucestershire's office, which its monthly meeting with the force reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from handrail.demo.simulated_time import use_simulated_clock
from handrail.insight.packs.actions.drafts import save_board_pack_texts, save_comment_on_board_pack_measure
from handrail.insight.packs.actions.series import create_next_pack, create_pack_series
from handrail.insight.packs.actions.signing import hash_pack_draft, sign_and_freeze_board_pack
from handrail.insight.packs.models import BoardPack, PackComment, PackSeries
from handrail.insight.packs.pack_document import build_pack_document
from handrail.insight.packs.published_series import list_published_periods
from handrail.insight.packs.queries import get_board_pack, list_actions_of_pack, read_figures_of_pack
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import Role
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.dates import make_london_time, to_london

TITLE: Final = "Operation Aidant: combined services"
MEASURES: Final = ("identified", "referred", "needs", "needs-unmet", "offers-answered")
MORNING: Final = time(9, 40)
SIGNED_AFTER: Final = timedelta(days=3)
"""After the first of the month, on which the figures of the month before are published."""
SUMMARY: Final = (
    "Figures of a single month move by chance.\n"
    "Office and force pay for interpreters, beds and a navigator; the pack shows what people needed and were offered."
)


@dataclass(frozen=True, slots=True)
class SignedProgrammePack:
    """One pack, and the day on which it was signed."""

    pack: BoardPack
    signed_on: date


def sign_demo_packs_of_programme(office: Actor, force: Actor, first_meeting: date, today: date) -> None:
    """A pack for each month from the one before the first meeting; nothing where no month is published.

    Args:
        office: whose packs they are; its signatory signs, where it has one.
        force: comments.
        first_meeting: the day of it.
        today: the day that the demo is made on.
    """
    earliest = shift_month(f"{first_meeting:%Y-%m}", -1)
    periods = [each for each in list_published_periods("month") if each >= earliest]
    signer = _find_signatory_of_office(office)
    pack: BoardPack | None = None
    for period in periods:
        day = min(date.fromisoformat(f"{shift_month(period, 1)}-01") + SIGNED_AFTER, today)
        with use_simulated_clock(make_london_time(day, MORNING)):
            if pack is None:
                series = PackSeries(title=TITLE, period_kind="month")
                pack = create_pack_series(series, MEASURES, period=period, by=office)
            else:
                pack = create_next_pack(pack.series_id, by=office)
            _write_and_sign_pack(pack, office, force, signer, day)


def list_signed_packs_of_programme(office: Actor) -> list[SignedProgrammePack]:
    """Its packs with the day of the signature, the first one first."""
    rows = BoardPack.objects.filter(series__body=office.body_id, series__title=TITLE, state="signed")
    return [
        SignedProgrammePack(row, to_london(row.signed_pack.signed_at).date())
        for row in rows.select_related("signed_pack").order_by("period")
    ]


def find_pack_read_at_meeting(packs: list[SignedProgrammePack], day: date) -> Mapping[str, BoardPack]:
    """The field of a meeting that names the newest pack signed by that day; empty where there is none."""
    signed = [each.pack for each in packs if each.signed_on <= day]
    return {"pack": signed[-1]} if signed else {}


def _find_signatory_of_office(office: Actor) -> Actor:
    """Who signs for it; who puts packs together, where nobody else does."""
    signs = users_working_for_q([office.body_id], [Role.SIGNATORY])
    user = User.objects.filter(signs, is_active=True).order_by("pk").first()
    return user.actor if user else office


def _write_and_sign_pack(pack: BoardPack, office: Actor, force: Actor, signer: Actor, day: date) -> None:
    pack.summary, pack.board_on, pack.comments_by = SUMMARY, day + timedelta(days=14), day
    pack.decisions = "Which services of office and force go on next month."
    save_board_pack_texts(pack, seen=pack.version, by=office)
    words = "Months with visits to places of work show more than others."
    comment = PackComment(pack=pack, measure="identified", body_id=force.body_id, words=words)
    save_comment_on_board_pack_measure(comment, seen=None, by=force)
    found = get_board_pack(signer, pack.pk)
    actions = list_actions_of_pack(found, get_own_and_taken_over_body_ids_of_actor(signer))
    draft = build_pack_document(found, read_figures_of_pack(found), actions, on=day)
    sign_and_freeze_board_pack(pack.pk, shown=hash_pack_draft(draft), by=signer)
