"""How long a page may be, on a phone and at a desk: its height, links and primary buttons in its main part, and words.

A work page is at most three screens and a half. What needs more is in EXCEPTIONS, with its reason.
"""

from typing import Any, NamedTuple

from django.urls import resolve
from playwright.sync_api import Page

MEASURE = """() => {
  const main = document.querySelector("main");
  const words = part => part.innerText.split(/\\s+/).filter(Boolean).length;
  return [document.documentElement.scrollHeight,
    [...main.querySelectorAll("a[href]")].filter(link => link.checkVisibility()).length,
    [...main.querySelectorAll(".govuk-button:not(.govuk-button--secondary):not(.govuk-button--warning)")]
      .filter(button => button.offsetParent).length,
    words(main) - [...main.querySelectorAll("select")].reduce((sum, list) => sum + words(list), 0)];
}"""


class PageSize(NamedTuple):
    """Of a page at one width: its height in pixels, links seen and primary buttons in its main part, words."""

    height: int
    links: int
    buttons: int
    words: int


WORK_PAGE = PageSize(height=3_000, links=40, buttons=2, words=700)
DESK_PAGE = PageSize(height=3_000, links=45, buttons=2, words=750)
"""At a desk: what a phone folds stands open there, so it may have a few more links and words."""
DOCUMENT = "a document that is read from its contents on, or printed"
FORM = "one record on one page, saved whole; cut into steps it would be saved half"
ALL_ROWS = "each row stands there once, so that none is overlooked; stacked on a phone"
DESK_ROWS: dict[str, PageSize] = {
    "case": PageSize(height=1_600, links=40, buttons=2, words=700),
    "my_day": PageSize(height=3_700, links=50, buttons=1, words=700),
    # What is late or due today, each with its act.
    "area_home": PageSize(height=3_200, links=60, buttons=1, words=700),
    "record": PageSize(height=1_220, links=12, buttons=1, words=200),
    "place_tonight": PageSize(height=2_900, links=15, buttons=1, words=650),
    "cases": PageSize(height=2_900, links=40, buttons=1, words=700),  # 25 rows
    "case_looks": PageSize(height=3_500, links=40, buttons=1, words=750),  # 25 rows of several lines
    "places_of_people": PageSize(height=2_700, links=40, buttons=1, words=500),
}
"""What a page may have at 1280 pixels wide, by the name of its address: where a glance has to be enough. My day is that
of a duty lead with three lists; the list of cases and the access log have 25 rows."""
EXCEPTIONS: dict[str, tuple[PageSize, str]] = {
    "case": (PageSize(2_800, 40, 2, 700), "the overview is read at a glance: shorter than a work page"),
    **dict.fromkeys(
        ("report", "report_edition", "report_preview", "report_edit"),
        (PageSize(45_000, 100, 2, 6_500), DOCUMENT),
    ),
    "rules": (PageSize(24_500, 40, 2, 5_800), DOCUMENT),
    "commissioning_rules": (PageSize(7_000, 40, 2, 1_800), DOCUMENT),
    "service_line": (PageSize(3_600, 60, 2, 900), ALL_ROWS),
    "practices": (PageSize(6_500, 40, 2, 1_000), DOCUMENT),
    "practitioners": (
        PageSize(3_400, 40, 2, 700),
        "25 people a page with what each can do, stacked on a phone",
    ),
    "pathway_map": (PageSize(9_000, 40, 2, 1_200), DOCUMENT),
    "case_whole_file": (PageSize(11_000, 90, 2, 1_900), DOCUMENT),
    "case_sheet": (PageSize(3_800, 40, 2, 700), DOCUMENT),
    **dict.fromkeys(("published_needs", "publish_needs"), (PageSize(5_400, 40, 2, 1_300), DOCUMENT)),
    "pack": (PageSize(9_700, 40, 2, 1_600), DOCUMENT),
    **dict.fromkeys(("call", "nrm_handed"), (PageSize(3_800, 40, 2, 700), DOCUMENT)),
    "nrm_print": (PageSize(3_300, 40, 2, 700), DOCUMENT),
    "figures": (PageSize(5_000, 40, 2, 950), DOCUMENT),
    "figures_open_data": (PageSize(3_000, 45, 2, 700), "each file once, with what is in it"),
    "area_justice_figures": (PageSize(3_600, 40, 2, 700), DOCUMENT),
    "take_up": (PageSize(3_600, 40, 2, 700), DOCUMENT),
    "gallery": (PageSize(24_000, 100, 8, 2_600), "every component once, for those who build pages"),
    **dict.fromkeys(
        (
            *(
                "add_service",
                "edit_service",
                "set_deployment_settings",
            ),
            *("add_practitioner", "change_practitioner", "add_post", "change_post"),
            *("add_pack_series", "change_pack_series"),
        ),
        (PageSize(6_300, 40, 2, 700), FORM),
    ),
    "retention_schedule": (PageSize(3_300, 40, 2, 700), "a row for each kind of record"),
    **dict.fromkeys(
        (
            *("book_interpreter", "raise_deployment_request"),
            *("change_deployment_request", "add_place", "edit_place", "close_case"),
            *("agree_joint_visit", "record_joint_visit", "ask_conference"),
        ),
        (PageSize(4_900, 40, 2, 700), FORM),
    ),
    **dict.fromkeys(("add_fund", "change_terms"), (PageSize(6_800, 40, 2, 700), FORM)),
    "report_section": (PageSize(3_500, 40, 2, 700), FORM),
    **dict.fromkeys(
        ("report_figure_add", "return_figure_add", "take_needs_figure"),
        (PageSize(4_800, 40, 2, 700), "each published figure that may be chosen, with what it counts"),
    ),
    "report_order": (PageSize(4_000, 40, 2, 700), ALL_ROWS),
    "nrm_draft": (PageSize(6_600, 40, 2, 700), "the whole form with the state of each of its parts"),
    "nrm_check": (PageSize(7_500, 120, 2, 1_200), "every answer once before it is sent, each with its link"),
    "call_tracker": (
        PageSize(8_500, 110, 2, 1_200),
        "all 43 bodies of a call; a body on page two is forgotten",
    ),
    "provision_gaps": (PageSize(4_700, 85, 2, 1_250), ALL_ROWS),
    "ask_for_updates": (PageSize(7_900, 40, 2, 900), "all 43 bodies, each to be ticked; see `call_tracker`"),
    "cut_conference_item": (
        PageSize(3_300, 40, 2, 700),
        "each member once, with what they are given, until when and why",
    ),
    "organisations": (PageSize(4_800, 40, 2, 700), ALL_ROWS),
    "conference": (
        PageSize(3_400, 40, 2, 850),
        "what is on the table and what each member may see of it, beside each other: a wrong cut is seen",
    ),
    "show_their_page": (
        PageSize(3_500, 40, 2, 900),
        "the person's own page with all that may stand on it, to keep",
    ),
    "cases": (PageSize(3_100, 40, 2, 700), "25 cases, each with its stage and what is due next"),
    "record_copy_table": (
        PageSize(6_500, 85, 2, 1_150),
        "each item of up to 25 records with its own answer: more pages would double the clicks of a check",
    ),
    "outreach": (PageSize(3_400, 40, 2, 700), ALL_ROWS),
    "conference_disclosures": (PageSize(3_100, 40, 2, 700), ALL_ROWS),
    "my_day": (
        PageSize(3_400, 40, 2, 700),
        "a lead's day has what is for now, duties in law and what waits for a decision, of the whole team",
    ),
    "gaps": (PageSize(3_400, 40, 2, 700), "each kind of need once; stacked on a phone"),
    "published_spending": (
        PageSize(4_800, 60, 2, 1_100),
        "each body that publishes once, with each of its files",
    ),
    "my_places": (PageSize(3_100, 40, 2, 700), ALL_ROWS),
    "support_plan": (
        PageSize(3_300, 60, 2, 700),
        "each need with all that was offered for it, so that nothing is offered twice",
    ),
    "services": (PageSize(3_300, 40, 2, 700), "one page of the list, each service with how to refer"),
    "consents": (PageSize(3_100, 40, 2, 700), "each question of the person's consent with its newest answer"),
    "outcomes": (PageSize(3_600, 40, 2, 700), "seven outcomes, each with its picture and its words"),
}
"""By the name of the address: what the page may have, and why."""


def measure_page(page: Page) -> PageSize:
    """The size of the page that is open, at the width that it has."""
    found: list[Any] = page.evaluate(MEASURE)
    return PageSize(*map(int, found))


def list_exceeded_budgets(path: str, size: PageSize, *, on_desk: bool = False) -> list[str]:
    """What of the page is over its budget.

    Args:
        path: of its address, without the query.
        size: as it was measured.
        on_desk: measured at 1280 pixels, where DESK_ROWS says what it may have, else its exception, else DESK_PAGE.

    Returns:
        A sentence for each figure that is too large.
    """
    name = resolve(path).url_name or ""
    is_exception = name in EXCEPTIONS and not (on_desk and name in DESK_ROWS)
    allowed = (
        EXCEPTIONS[name][0] if is_exception else DESK_ROWS.get(name, DESK_PAGE) if on_desk else WORK_PAGE
    )
    return [
        f"{path} ({name}) has {is_now:,} {what}, and may have {most:,}: tests/support/page_budgets.py"
        for what, is_now, most in zip(PageSize._fields, size, allowed, strict=True)
        if is_now > most
    ]
