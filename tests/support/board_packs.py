"""Two years of published months with figures that can be worked out by hand; a pack with something in each place."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.packs.actions.drafts import (
    add_follow_up_promised_in_board_pack,
    save_board_pack_texts,
    save_comment_on_board_pack_measure,
)
from handrail.insight.packs.actions.series import create_next_pack, create_pack_series
from handrail.insight.packs.actions.signing import hash_pack_draft, sign_and_freeze_board_pack
from handrail.insight.packs.models import BoardPack, PackComment, PackSeries
from handrail.insight.packs.pack_document import build_pack_document
from handrail.insight.packs.queries import get_board_pack, list_actions_of_pack, read_figures_of_pack
from handrail.insight.publication.definitions import describe_measure
from handrail.insight.publication.models import AreaFigures, Publication
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from support.cast import LINCOLNSHIRE, Cast

FIRST, LAST = "2024-10", "2026-10"
MEASURES_OF_PACK = ("crime-recorded", "referred", "reached-in-two-days")
WORDS, SUMMARY = "PLANT-COMMENT Weekly visits to farms began.", "PLANT-SUMMARY Read the charts first."
"""Words of Lincolnshire's own, which no neighbour may read."""


def publish_month(month: str, number: int) -> None:
    """Investigations 40 and 50 in turn; referrals 5 each month; 20 first contacts, 15 of them in two days."""
    publication = Publication.objects.create(
        month=month,
        drawn_at=timezone.now(),
        quarter_within=4,
        definitions={measure.key: describe_measure(measure) for measure in MEASURES},
        sha256=f"{number:064x}",
    )
    for area in (LINCOLNSHIRE, COUNTRY):
        for measure, figures in (
            ("crime-recorded", {"": 50 if number % 2 else 40}),
            ("referred", {"": 5}),
            ("reached-in-two-days", {"": 20, "share=within": 15, "share=rest": 5}),
        ):
            AreaFigures.objects.create(
                publication=publication, measure=measure, area_code=area, figures=figures
            )


def publish_two_years() -> None:
    """From October 2024, which has 40 investigations, to October 2026, which has 40 again."""
    month, number = FIRST, 0
    while month <= LAST:
        publish_month(month, number)
        month, number = shift_month(month, 1), number + 1


def begin_pack(
    by: Actor,
    *,
    title: str = "Resources Board",
    kind: str = "month",
    measures: Sequence[str] = MEASURES_OF_PACK,
    period: str = "",
) -> BoardPack:
    """A series and its first pack."""
    series = PackSeries(title=title, period_kind=kind)
    return create_pack_series(series, measures, period=period, by=by)


def write(pack: BoardPack, by: Actor, words: str = SUMMARY) -> None:
    """What the board needs to know."""
    pack.summary = words
    save_board_pack_texts(pack, seen=pack.version, by=by)


def comment(pack: BoardPack, by: Actor, words: str = WORDS, measure: str = "crime-recorded") -> PackComment:
    """On one measure."""
    said = PackComment(pack=pack, measure=measure, body_id=by.body_id, words=words)
    save_comment_on_board_pack_measure(said, seen=None, by=by)
    return said


def promise(pack: BoardPack, by: Actor, owner: int, what: str = "Try the night line") -> FollowUp:
    """In thirty days."""
    action = FollowUp(what=what, owner_id=owner, due_on=today() + datetime.timedelta(days=30))
    add_follow_up_promised_in_board_pack(pack.pk, action, by=by)
    return action


def sign(pack: BoardPack, by: Actor) -> None:
    """As the page would."""
    found, bodies = get_board_pack(by, pack.pk), get_own_and_taken_over_body_ids_of_actor(by)
    draft = build_pack_document(
        found, read_figures_of_pack(found), list_actions_of_pack(found, bodies), on=today()
    )
    sign_and_freeze_board_pack(pack.pk, shown=hash_pack_draft(draft), by=by)


def board_packs(cast: Cast) -> dict[str, UUID]:
    """September signed with an action, October a draft.

    Returns:
        The numbers of the series, the signed pack and the draft.
    """
    publish_two_years()
    office = cast.commissioner.actor
    signed = begin_pack(office, period="2026-09")
    write(signed, office)
    comment(signed, office)
    promise(signed, office, cast.force_lead.body_id)
    sign(signed, cast.signatory.actor)
    draft = create_next_pack(signed.series_id, by=office)
    comment(draft, cast.force_lead.actor, "PLANT-COMMENT of the force.")
    return {"series": signed.series_id, "signed": signed.pk, "draft": draft.pk}
