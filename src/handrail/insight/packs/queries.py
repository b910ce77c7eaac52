"""Series and packs with all that their pages show."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce

from handrail.insight.packs.models import BoardPack, PackComment, PackSeries, SignedPack, SignedPackFile
from handrail.insight.packs.pack_document import list_map_measures
from handrail.insight.packs.pack_measures import MEASURE_ANCHOR
from handrail.insight.packs.periods import (
    list_months_of_period,
    list_periods_with_every_month_published,
    shift_period,
)
from handrail.insight.packs.published_series import (
    PackBefore,
    PackFigures,
    PublishedMonth,
    read_published_figures_of_area,
)
from handrail.insight.packs.scan_verdicts import get_scan_verdict_by_measure
from handrail.platform.access.actor import Actor
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.followups.queries import FollowUpRow, make_follow_up_rows

PACK_ORIGIN = "pack"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class PackFile(NamedTuple):
    """A file of a pack, as it is sent."""

    title: str
    period: str
    content: bytes
    sha256: str


def get_pack_series(actor: Actor, series_id: UUID) -> PackSeries:
    """One series with its packs. Raises RecordNotVisibleError."""
    found = PackSeries.objects.visible_to(actor).for_page(actor).filter(pk=series_id).first()
    if found is None:
        raise RecordNotVisibleError("board pack")
    return found


def get_board_pack(actor: Actor, pack_id: UUID, bodies: frozenset[int] | None = None) -> BoardPack:
    """One pack with its series and comments. Two statements where the bodies are known.

    Args:
        actor: who reads.
        pack_id: its number.
        bodies: those that the actor represents; None where they are to be asked for.

    Raises:
        RecordNotVisibleError: it is not the actor's to open.
    """
    found = BoardPack.objects.visible_to(actor, bodies).for_page().filter(pk=pack_id).first()
    if found is None:
        raise RecordNotVisibleError("board pack")
    return found


def find_or_build_pack_comment(pack: BoardPack, measure: str, body_id: int) -> PackComment:
    """What the body said of the measure; a new comment where it said nothing yet.

    Args:
        pack: with its comments.
        measure: its key.
        body_id: the body's number.
    """
    found = [each for each in pack.comments.all() if (each.measure, each.body_id) == (measure, body_id)]
    return found[0] if found else PackComment(pack=pack, measure=measure, body_id=body_id)


def find_newer_signed_edition_of_pack(pack: BoardPack) -> BoardPack | None:
    """The newest signed edition of the same period, where it is a later one."""
    later = BoardPack.objects.filter(
        series=pack.series_id, period=pack.period, edition__gt=pack.edition, state="signed"
    )
    return later.order_by("-edition").first()


def find_period_of_next_pack(series: PackSeries, months: Sequence[PublishedMonth]) -> str:
    """The period after the newest pack's, or the newest that is published; empty where it is not published yet.

    Args:
        series: with its packs.
        months: all that are published.
    """
    whole = list_periods_with_every_month_published([each.month for each in months], series.period_kind)
    newest = max((pack.period for pack in series.packs.all()), default="")
    wanted = shift_period(newest, 1) if newest else (whole[-1] if whole else "")
    return wanted if wanted in whole else ""


def read_figures_of_pack(pack: BoardPack) -> PackFigures:
    """The published figures of its measures, what came late, and the scan's verdicts on them. Three statements."""
    figures = read_published_figures_of_area(
        pack.series.area_code,
        pack.series.measures,
        pack.period,
        since=pack.series.limits_from,
        every_area=list_map_measures(pack.series.measures),
    )
    last = list_months_of_period(pack.period)[-1]
    verdicts = get_scan_verdict_by_measure(
        pack.series.area_code, pack.series.measures, pack.period, is_scanned=figures.months[last].is_scanned
    )
    return replace(figures, verdicts=verdicts, before=find_signed_pack_before(pack))


def find_signed_pack_before(pack: BoardPack) -> PackBefore | None:
    """The newest signed pack of an earlier period of its series, as its content says."""
    if pack.before_period is None or pack.before_content is None or pack.before_signed_at is None:
        return None
    blocks = pack.before_content["blocks"]
    anchors = (block.get("anchor", "") for block in blocks if block["kind"] == "Heading")
    measures = (each.removeprefix(MEASURE_ANCHOR) for each in anchors if each.startswith(MEASURE_ANCHOR))
    return PackBefore(pack.before_period, frozenset(measures), pack.before_signed_at)


def list_actions_of_pack(pack: BoardPack, bodies: frozenset[int]) -> tuple[FollowUpRow, ...]:
    """The actions of its series that are open, and those that ended since the pack before was signed. Two statements.

    Args:
        pack: with its series.
        bodies: those that the reader represents.

    Returns:
        The first that is due first.
    """
    earlier = SignedPack.objects.filter(pack__series=pack.series_id, pack__period__lt=pack.period)
    since = earlier.order_by("-pack__period", "-signed_at").values("signed_at")[:1]
    ended = Q(changed_at__gte=Coalesce(Subquery(since), Value(LONG_AGO)))
    rows = FollowUp.objects.filter(origin_kind=PACK_ORIGIN, origin_id=str(pack.series_id))
    rows = rows.filter(Q(state="open") | ended)
    return make_follow_up_rows(rows.order_by("due_on", "id"), bodies)


def find_signed_board_pack_file(actor: Actor, pack_id: UUID, form: str) -> PackFile | None:
    """A file as it was made when the pack was signed; None where there is none, or it is not the reader's to open.

    Args:
        actor: who reads.
        pack_id: of the pack.
        form: a code of the formats of documents.
    """
    visible = BoardPack.objects.visible_to(actor).filter(pk=pack_id)
    rows = SignedPackFile.objects.filter(signed__pack__in=visible, format=form)
    found = rows.values_list(
        "signed__pack__series__title", "signed__pack__period", "content", "sha256"
    ).first()
    return PackFile(found[0], found[1], bytes(found[2]), found[3]) if found else None


def list_pack_series(actor: Actor) -> list[PackSeries]:
    """All series of the reader's area, each with its packs. Two statements."""
    return list(PackSeries.objects.visible_to(actor).for_page(actor))
