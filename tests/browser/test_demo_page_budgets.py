"""Pages of the demo stay short on a phone and at a desk: each role is walked from its first page, link by link."""

import os
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import Error, Page

from browser.walker import NEXT_FRAMES
from handrail.demo.planned_bodies_and_users import SIGN_INS
from handrail.people.contacts.models import Absence
from handrail.people.records.models import Case
from handrail.platform.access.models import User
from handrail.platform.access.today import today
from support.browser_pages import DESK, PHONE
from support.demo_world import small_demo  # noqa: F401
from support.page_budgets import list_exceeded_budgets, measure_page

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db(databases=["default", "keys"], transaction=True)]

ROLES = os.environ["ROLES"].split() if "ROLES" in os.environ else list(SIGN_INS)
FIRST = "/"
MOST_CASES = 4
"""Of so many cases the pages of work are opened on a desk."""
NO_PAGE = ("/static/", "/account/", "/api/", "/design/")
LINKS = """() => [...document.querySelectorAll("a[href]:not([download])")].map(link => link.href)"""
ALL_TICKED = """() => {
  document.querySelectorAll("main input[type=checkbox]").forEach(box => { box.checked = true; });
  const form = document.querySelector("main form");
  return `${form.action}?${new URLSearchParams(new FormData(form))}`;
}"""
"""The address of the person's own page with everything that may stand there."""
OF_EACH = int(os.environ.get("PAGES_OF_EACH", "1"))
"""So many pages of each address are opened as each role; `make page-budgets` opens two."""
ROLES_OF_EACH = 3 * OF_EACH
"""As so many roles of a half an address is opened; the first page and those of ALL_ROLES as every one."""
ALL_ROLES = ("case", "case_plan", "case_contacts", "case_sharing", "case_justice", "my_day", "area_home")
"""Pages that hold other things for each role, and lead to what that role alone may do."""


@pytest.mark.parametrize("roles", [ROLES[::2], ROLES[1::2]], ids=["half", "other half"])
def test_no_page_of_the_demo_is_longer_than_its_budget(small_demo, open_page, roles):  # noqa: F811
    """At both widths with one load: as narrow as a phone, where folds close as a page is loaded, and then wide.

    In two halves, one for each core: the demo is put back before each test.
    """
    too_long, opened_by_roles = [], Counter[str]()
    for role in roles:
        page = open_page(User.objects.get(email=f"{SIGN_INS[role].key}@example.org"), viewport=PHONE)
        for address in _walk(page, opened_by_roles):
            too_long += [f"{role} {line}" for line in _list_exceeded_at_both_widths(page, address)]
        page.close()
    assert too_long == []


@pytest.mark.parametrize("role", ["duty_lead", "navigator"])
def test_each_overview_of_the_demo_is_read_at_a_glance_on_a_desk(small_demo, desk, role):  # noqa: F811
    page = desk(User.objects.get(email=f"{SIGN_INS[role].key}@example.org"))
    page.goto(reverse("cases"))
    overviews = [
        path for path in {_get_path(link) for link in page.evaluate(LINKS)} if _get_name(path) == "case"
    ]
    assert overviews
    first, *_ = sorted(overviews)
    _leave_to_absent_worker(first)
    assert _is_page(page, first)
    assert "away until" in page.inner_text("main")
    too_long = []
    for path in sorted(overviews):
        assert _is_page(page, path)
        too_long += list_exceeded_budgets(urlsplit(page.url).path, measure_page(page), on_desk=True)
    assert too_long == []


def _leave_to_absent_worker(path: str) -> None:
    """The point of contact of the case is away, and nobody stands in."""
    away = Absence.objects.filter(since__lte=today(), until__gte=today()).first()
    cases = Case.objects.filter(reference=resolve(path).kwargs["reference"])
    assert away is not None
    assert cases.update(point_of_contact=away.user_id, stand_in=None) == 1


@pytest.mark.parametrize("role", ["duty_lead", "navigator"])
def test_work_pages_of_the_demo_are_short_on_a_desk(small_demo, desk, role):  # noqa: F811
    page = desk(User.objects.get(email=f"{SIGN_INS[role].key}@example.org"))
    assert _is_page(page, reverse("cases"))
    overviews = sorted(
        path for path in {_get_path(link) for link in page.evaluate(LINKS)} if _get_name(path) == "case"
    )
    of_cases = [f"{path}{name}/" for path in overviews[:MOST_CASES] for name in ("record", "place")]
    assert of_cases
    too_long = []
    for path in (reverse("cases"), reverse("my_day"), reverse("places_of_people"), *of_cases):
        if _is_page(page, path):
            too_long += list_exceeded_budgets(urlsplit(page.url).path, measure_page(page), on_desk=True)
    assert too_long == []


def test_the_persons_own_page_with_all_of_it_stays_within_its_budget(small_demo, open_page):  # noqa: F811
    page = open_page(User.objects.get(email=f"{SIGN_INS['navigator'].key}@example.org"), viewport=PHONE)
    page.goto(reverse("cases"))
    overviews = sorted({path for path in map(_get_path, page.evaluate(LINKS)) if _get_name(path) == "case"})
    assert overviews
    too_long = []
    for path in overviews[:MOST_CASES]:
        if _is_page(page, f"{path}for-them/"):
            assert _is_page(page, _get_path(page.evaluate(ALL_TICKED)))
            too_long += _list_exceeded_at_both_widths(page, urlsplit(page.url).path)
    assert too_long == []


def _list_exceeded_at_both_widths(page: Page, address: str) -> list[str]:
    """Of a page that was loaded as narrow as a phone, and is left so."""
    too_long = [f"390: {line}" for line in list_exceeded_budgets(address, measure_page(page))]
    page.set_viewport_size(DESK)
    page.evaluate(NEXT_FRAMES)
    wide = list_exceeded_budgets(address, measure_page(page), on_desk=True)
    page.set_viewport_size(PHONE)
    return [*too_long, *(f"1280: {line}" for line in wide)]


def _walk(page: Page, opened_by_roles: Counter[str]) -> Iterator[str]:
    """Every kind of page that can be reached by links; the page that is open when an address is yielded is that one.

    Args:
        page: of a role that has just signed in.
        opened_by_roles: as how many roles each kind was opened; this one is added.

    Yields:
        The path of each.
    """
    waiting, seen, opened = [FIRST], set[str](), Counter[str]()
    often = {name for name, roles in opened_by_roles.items() if roles >= ROLES_OF_EACH} - {*ALL_ROLES}
    while waiting:
        path = waiting.pop(0)
        name = _get_name(path)
        if path in seen or not name or ((opened[name] >= OF_EACH or name in often) and path != FIRST):
            continue
        seen.add(path)
        opened[name] += 1
        if not _is_page(page, path):
            continue
        yield urlsplit(page.url).path
        waiting += [_get_path(link) for link in page.evaluate(LINKS)]
    opened_by_roles.update(opened.keys())


def _is_page(page: Page, path: str) -> bool:
    """Whether the address answers with a page of ours, and neither with a file nor with a refusal."""
    try:
        answer = page.goto(path)
    except Error:  # a download begins
        return False
    return answer is not None and answer.status == 200 and page.locator("main").count() == 1


def _get_path(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _get_name(path: str) -> str:
    """The name of its address; none for what is no page of ours."""
    bare = path.partition("?")[0]
    if bare.startswith(NO_PAGE):
        return ""
    try:
        return resolve(bare).url_name or ""
    except Resolver404:
        return ""
