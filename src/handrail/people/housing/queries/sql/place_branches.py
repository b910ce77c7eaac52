"""Branches of a statement about many cases (`mine`) that say who needs a place, and who was offered or left one."""

from handrail.people.cases.events.models import Due
from handrail.people.cases.my_day_row_provider import build_own_cases_join_sql
from handrail.people.cases.offers.homes import HOME_EVENTS
from handrail.people.housing.models import ChildPlacementSearch, Stay
from handrail.people.records.models import Event, Need, Offer
from handrail.people.records.queries.child_cases import build_not_adult_sql
from handrail.people.records.sql_union import build_branch_select_sql, build_code_list_sql, quote_table_name
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.vault.blind_code import BlindCodeField

NEED_KIND: BlindCodeField = Need._meta.get_field("kind")
DUE_CODE: BlindCodeField = Due._meta.get_field("code")
EVENT: BlindCodeField = Event._meta.get_field("event")
MAKE_SAFE = "make_safe"
"""The prompt of the pathway to make sure that they are safe tonight."""


def build_child_search_branch_sql() -> str:
    """Since when somebody looks for a place for each child, and until when."""
    return build_branch_select_sql(
        "watch",
        f"FROM {build_own_cases_join_sql(ChildPlacementSearch, 'w')} "
        f"WHERE w.case_id = mine.file_id AND {build_not_adult_sql('mine.age')}",
        case_id="w.case_id",
        moment="w.began_at",
        end="w.placed_at",
    )


def build_open_place_need_branch_sql(*, adults: bool) -> str:
    """Needs for a place that are not met, of children alone or of everybody."""
    whose = "" if adults else f" AND {build_not_adult_sql('mine.age')}"
    return build_branch_select_sql(
        "needs_place",
        f"FROM {build_own_cases_join_sql(Need, 'n')} "
        f"WHERE n.case_id = mine.file_id{whose} AND n.kind IN {build_code_list_sql(NEED_KIND.list_tokens('place'))} "
        "AND n.met_on IS NULL",
        case_id="n.case_id",
        pk="n.id",
        day="n.opened_on",
    )


def build_make_safe_branch_sql() -> str:
    """Cases in which the pathway asks to make them safe tonight."""
    return build_branch_select_sql(
        MAKE_SAFE,
        f"FROM {build_own_cases_join_sql(Due, 'd')} WHERE d.case_id = mine.file_id AND d.ended_on IS NULL "
        f"AND d.code IN {build_code_list_sql(DUE_CODE.list_tokens(MAKE_SAFE))}",
        case_id="d.case_id",
    )


def build_accepted_home_branch_sql() -> str:
    """Offers of a place that were accepted, but for those that are a stay."""
    return build_branch_select_sql(
        "home",
        f"FROM {build_own_cases_join_sql(Offer, 'o')} JOIN {quote_table_name(Need)} n ON n.id = o.need_id "
        f"WHERE o.case_id = mine.file_id AND o.answer IN {build_code_list_sql([OfferAnswer.ACCEPTED.value])} "
        f"AND n.kind IN {build_code_list_sql(NEED_KIND.list_tokens('place'))} "
        f"AND NOT EXISTS (SELECT 1 FROM {quote_table_name(Stay)} s WHERE s.offer_id = o.id)",
        case_id="o.case_id",
        day="o.answered_on",
        sealed="o.service",
    )


def build_moves_branch_sql() -> str:
    """What happened that says where somebody lives, or that they are away."""
    events = quote_table_name(Event)
    codes = (token for code in HOME_EVENTS for token in EVENT.list_tokens(code))
    return build_branch_select_sql(
        "move",
        f"FROM {build_own_cases_join_sql(Event, 'e')} WHERE e.case_id = mine.file_id "
        f"AND e.event IN {build_code_list_sql(codes)} "
        f"AND NOT EXISTS (SELECT 1 FROM {events} c WHERE c.supersedes_id = e.id)",
        case_id="e.case_id",
        pk="e.id",
        a="e.event",
        day="e.at",
        moment="e.recorded_at",
    )
