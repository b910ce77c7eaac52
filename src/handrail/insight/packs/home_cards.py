"""On the home of the area roles: board packs to write, to comment on, to sign, or to read before a board."""

from django.db.models import Q
from django.urls import reverse

from handrail.insight.packs.models import BoardPack, may_see_draft_packs
from handrail.insight.packs.periods import format_period
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import to_london
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.home_cards import (
    MAX_ROWS,
    HomeCard,
    HomeCardRow,
    HomeCardRowsStillToBeQueried,
    HomePageViewer,
)


def list_pack_home_card_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """Drafts; for whoever only reads, signed packs whose board is still to come."""
    rows = BoardPack.objects.visible_to(reader.actor, reader.body_ids).select_related("series")
    day = to_london(reader.now).date()
    wanted = Q(state="draft") if may_see_draft_packs(reader.actor) else Q(state="signed", board_on__gte=day)
    found = rows.filter(wanted).order_by("board_on", "pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found], lambda: [_make_pack_home_card_row(reader, row) for row in found]
    )


def _make_pack_home_card_row(reader: HomePageViewer, row: BoardPack) -> HomeCardRow:
    title = msg("{title}, {period}", title=row.series.title, period=format_period(row.period))
    href = reverse("pack", args=[row.pk])
    if row.state == "signed":
        return HomeCardRow(title, href, "", row.board_on, button="Read pack", button_href=href)
    is_own, may = row.series.body_id in reader.body_ids, reader.actor.may
    if is_own and may(Permission.EDIT_PACKS):
        return HomeCardRow(
            title, href, "", row.board_on, status="Draft", button="Write pack", button_href=href
        )
    if is_own and may(Permission.SIGN_PACKS):
        sign = reverse("sign_pack", args=[row.pk])
        about = "" if row.asked_to_sign_at else "Still being written"
        return HomeCardRow(
            title, href, about, row.board_on, status="Draft", button="Sign pack", button_href=sign
        )
    return HomeCardRow(
        title,
        href,
        "",
        row.comments_by,
        status="Draft",
        button="Comment on measures",
        button_href=href,
    )


PACKS_CARD = HomeCard(
    "Board packs", Permission.VIEW_PACKS, list_pack_home_card_rows, place="packs", link="All board packs"
)
