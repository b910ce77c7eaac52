"""Setting up what a board reads, and beginning the pack of a period."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.packs.models import BoardPack, PackSeries, PackWriter
from handrail.insight.packs.permissions import lock_and_authorise_pack_series
from handrail.insight.packs.published_series import list_published_months, list_published_periods
from handrail.insight.packs.queries import find_period_of_next_pack
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.owners import find_police_force_of_actors_area
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

MOST_MEASURES = 20
NOTHING_PUBLISHED = "No figures published for that period yet."
DRAFT_IS_OPEN = "A pack in this series is still a draft. Get it signed first."


@transaction.atomic
def create_pack_series(
    series: PackSeries, measures: Sequence[str], *, period: str = "", by: Actor
) -> BoardPack:
    """Set up a series, and begin its first pack.

    Args:
        series: title and how often.
        measures: keys, in the order of the pack.
        period: of the first pack; empty for the newest that is published.
        by: of the body whose board reads it.

    Returns:
        The first pack.

    Raises:
        Denied: by role.
        ValidationError: by field.
        ActionNotPossibleError: nothing is published for such a period.
    """
    require_permission(by, Permission.EDIT_PACKS)
    series.body_id, series.force = by.body_id, find_police_force_of_actors_area(by)
    if series.force_id == series.body_id:
        series.force = None
    series.measures = _validate_pack_measures(measures)
    periods = list_published_periods(series.period_kind)
    if not periods or (period and period not in periods):
        raise ActionNotPossibleError(NOTHING_PUBLISHED)
    series.limits_from = periods[0]
    series.save_by(by)
    write_audit_record(who=by.who, verb="set up a board pack", about=series.pk, why=series.title)
    return _create_draft_pack(series, period or periods[-1], by)


@transaction.atomic
def change_pack_series(series: PackSeries, measures: Sequence[str], *, seen: int, by: Actor) -> None:
    """Change the title, or which measures come in which order. A pack that is signed stays as it is.

    Args:
        series: as it is to be saved.
        measures: keys, in the order of the pack.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to change.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
    """
    lock_and_authorise_pack_series(series.pk, by)
    series.measures = _validate_pack_measures(measures)
    series.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a board pack's measures", about=series.pk, why=series.title)


@transaction.atomic
def restart_control_limits(series: PackSeries, period: str, *, seen: int, by: Actor) -> None:
    """Begin the limits of the charts again from a period. A pack that is signed stays as it is.

    Args:
        series: with the reason in `limits_why`.
        period: published, and after the one from which they are drawn now.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to change.
        ActionNotPossibleError: the period is not published, or not later than that of now.
        ConcurrentEditError: somebody saved it since.
        ValidationError: no reason is given.
    """
    before = lock_and_authorise_pack_series(series.pk, by).limits_from
    if not series.limits_why.strip():
        raise ValidationError({"limits_why": "Enter why the range restarts"})
    if period <= before or period not in list_published_periods(series.period_kind):
        raise ActionNotPossibleError(
            "Choose a published period later than the one the range starts from now."
        )
    series.limits_from = period
    series.save_by(by, seen=seen)
    why = f"{series.title}: {before} to {period}"
    write_audit_record(who=by.who, verb="restarted the limits of a board pack", about=series.pk, why=why)


@transaction.atomic
def create_next_pack(series_id: UUID, *, by: Actor) -> BoardPack:
    """Begin the pack of the next period. Actions that are open are in it by themselves.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to make.
        ActionNotPossibleError: the pack before is not signed, or the period is not published yet.
    """
    series = lock_and_authorise_pack_series(series_id, by)
    if series.packs.filter(state="draft").exists():
        raise ActionNotPossibleError(DRAFT_IS_OPEN)
    period = find_period_of_next_pack(series, list_published_months())
    if not period:
        raise ActionNotPossibleError("The figures of the next period are not published yet.")
    return _create_draft_pack(series, period, by)


@transaction.atomic
def create_correction_edition(pack: BoardPack, note: str, *, by: Actor) -> BoardPack:
    """Begin a new edition of a signed pack, with its words and comments. The figures are the same: they were published.

    Args:
        pack: the newest edition of its period.
        note: what is corrected.
        by: of the body of the pack.

    Returns:
        The draft.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to correct.
        ActionNotPossibleError: it is not signed, was corrected before, or another draft is open.
        ValidationError: by field.
    """
    series = lock_and_authorise_pack_series(pack.series_id, by)
    if pack.state != "signed" or series.packs.filter(period=pack.period, edition__gt=pack.edition).exists():
        raise ActionNotPossibleError("Correct the newest signed edition.")
    if series.packs.filter(state="draft").exists():
        raise ActionNotPossibleError(DRAFT_IS_OPEN)
    draft = BoardPack(
        series=series,
        period=pack.period,
        edition=pack.edition + 1,
        note=note,
        board_on=pack.board_on,
        summary=pack.summary,
        decisions=pack.decisions,
        unknowns=pack.unknowns,
        made_by_id=by.user_id,
    )
    _save_new_board_pack(draft, by)
    for comment in pack.comments.all():
        comment.pk, comment.pack, comment._state.adding = None, draft, True
        comment.save(force_insert=True)
    PackWriter.objects.bulk_create(
        [
            PackWriter(pack=draft, user_id=user)
            for user in pack.writers.exclude(user=by.user_id).values_list("user", flat=True)
        ]
    )
    write_audit_record(
        who=by.who, verb="started a correction of a board pack", about=draft.pk, why=str(pack.period)
    )
    return draft


def _create_draft_pack(series: PackSeries, period: str, by: Actor) -> BoardPack:
    pack = BoardPack(series=series, period=period, made_by_id=by.user_id)
    _save_new_board_pack(pack, by)
    write_audit_record(
        who=by.who, verb="started a board pack", about=pack.pk, why=f"{series.title}: {period}"
    )
    return pack


def _save_new_board_pack(pack: BoardPack, by: Actor) -> None:
    """Of two at once the second is told: a constraint refuses it."""
    try:
        with transaction.atomic():
            pack.save_by(by)
    except (IntegrityError, ValidationError) as error:
        if isinstance(error, ValidationError) and "note" in getattr(error, "error_dict", {}):
            raise
        raise ActionNotPossibleError(DRAFT_IS_OPEN) from None
    PackWriter.objects.create(pack=pack, user_id=by.user_id)


def _validate_pack_measures(measures: Sequence[str]) -> list[str]:
    """Known ones, each once."""
    found = [key for key in dict.fromkeys(measures) if key in MEASURES_BY_KEY]
    if not found:
        raise ActionNotPossibleError("Choose at least one measure.")
    if len(found) > MOST_MEASURES:
        raise ActionNotPossibleError(msg("Choose up to {most} measures.", most=MOST_MEASURES))
    return found
