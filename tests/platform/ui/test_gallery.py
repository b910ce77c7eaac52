"""The gallery in a real Chromium: no axe violation, no sideways scroll, and scripts that do what they promise."""

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from support.browser_pages import PATIENCE

pytestmark = [pytest.mark.one_engine, pytest.mark.browser, pytest.mark.urls("support.gallery_urls")]
AXE = Path(__file__).resolve().parents[3] / "assets" / "node_modules" / "axe-core" / "axe.min.js"
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']"
WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}


@pytest.fixture
def browser(chrome: Browser) -> Browser:
    return chrome


def opened(browser: Browser, url: str, width: str = "phone", **more: object) -> Page:
    wide, high = WIDTHS[width]
    page = browser.new_context(viewport={"width": wide, "height": high}, **more).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(PATIENCE)
    page.goto(f"{url}/design/", wait_until="load")
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_no_violation_and_no_sideways_scroll(browser: Browser, live_server: object, width: str):
    page = opened(browser, str(live_server), width, bypass_csp=True)
    page.add_script_tag(path=str(AXE))
    found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
    assert [
        (each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]
    ] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


BROKEN_WORDS = """map => {
  const words = [];
  for (const part of map.querySelectorAll(".app-step__name, .app-step__note")) {
    const text = part.firstChild;
    for (const word of text?.data?.matchAll(/\\S+/g) ?? []) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (range.getClientRects().length > 1) words.push(word[0]);
    }
    if (part.scrollWidth > part.clientWidth) words.push(part.innerText);
  }
  return words;
}"""
SIZES = """map => [...map.querySelectorAll(".app-step__name, .app-step__note")]
  .map(part => parseFloat(getComputedStyle(part).fontSize))"""


def test_on_the_longest_road_no_word_of_a_step_is_broken_and_all_are_of_a_readable_size(
    browser: Browser, live_server: object
):
    road = opened(browser, str(live_server), "desk").locator("#longest-road .app-map")
    assert road.locator(".app-step").count() == 11
    assert road.evaluate(BROKEN_WORDS) == []
    assert set(road.evaluate(SIZES)) == {15, 16}
    assert road.evaluate("map => map.scrollWidth <= map.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_question_with_all_its_errors_is_clean_by_day_and_by_night(
    browser: Browser, live_server: object, scheme: str
):
    page = opened(browser, str(live_server), bypass_csp=True, color_scheme=scheme)
    page.goto(f"{live_server}/question/")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/question/", wait_until="load")
    assert page.title() == "Error: All questions - Handrail"
    page.wait_for_function("document.activeElement.className === 'govuk-error-summary'")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
    assert [
        (each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]
    ] == []


def test_every_error_takes_the_reader_to_its_field(browser: Browser, live_server: object):
    page = opened(browser, str(live_server))
    links = page.locator(".govuk-error-summary__list a")
    assert links.count() > 5
    for number in range(links.count()):
        target = (links.nth(number).get_attribute("href") or "")[1:]
        links.nth(number).click()
        expect(page.locator(f"[id='{target}']")).to_be_focused()


def test_the_page_runs_under_the_strict_policy_without_a_complaint(browser: Browser, live_server: object):
    said: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{live_server}/design/")
    assert [line for line in said if "[DOM]" not in line] == []
    assert page.evaluate("document.body.classList.contains('govuk-frontend-supported')")


def test_hide_screen_shows_a_clock_and_nothing_else(browser: Browser, live_server: object):
    page = opened(browser, str(live_server))
    page.get_by_role("button", name="Hide screen").click()
    expect(page).to_have_title("Clock")
    assert not page.get_by_role("heading", name="Components").is_visible()
    assert "Mirela" not in page.locator("body").inner_text()
    page.get_by_role("button", name="Show again").click()  # nobody is signed in here, so nobody is asked
    expect(page.get_by_role("heading", name="Components")).to_be_visible()


def test_the_menu_of_a_phone_opens_and_closes(browser: Browser, live_server: object):
    page = opened(browser, str(live_server))
    place = page.get_by_role("link", name="Find a place tonight")
    assert not place.is_visible()
    page.get_by_role("button", name="Menu").click()
    expect(place).to_be_visible()
    page.get_by_role("button", name="Menu").click()
    expect(place).to_be_hidden()


def test_without_javascript_everything_is_there(browser: Browser, live_server: object):
    page = opened(browser, str(live_server), java_script_enabled=False)
    assert page.get_by_role("link", name="Find a place tonight").is_visible()
    assert page.get_by_label("Phone number").first.is_visible()
    hide = page.get_by_role("button", name="Hide screen")
    assert hide.evaluate("button => button.form.getAttribute('action')") == "/hidden/"
    reason = page.locator(".app-why").filter(has_text="Why:").first
    reason.locator("summary").click()
    expect(reason.get_by_text("Why:", exact=True)).to_be_visible()


def test_typed_words_are_not_lost_in_silence(browser: Browser, live_server: object):
    page = opened(browser, str(live_server))
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == []
    page.locator("#id_fine-said").fill("She is well.")
    page.reload()
    assert asked == ["beforeunload"]


def test_without_signal_the_answer_waits_on_the_page(browser: Browser, live_server: object):
    page = opened(browser, str(live_server))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.locator("#id_fine-said").fill("She is well.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert").get_by_text("Not saved yet")).to_be_visible()
    assert "POST" not in sent
    assert page.locator("#id_fine-said").input_value() == "She is well."
    with page.expect_request(lambda request: request.method == "POST"):
        page.context.set_offline(False)


def test_while_the_server_does_not_answer_the_answer_waits_on_the_page(browser: Browser, live_server: object):
    """The device has a signal all the time: what is away is the server, or the way to it."""
    page = opened(browser, str(live_server))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.route("**/*", lambda route: route.abort("connectionrefused"))
    with page.expect_event("requestfailed"):
        page.locator("#id_fine-said").fill("She is well.")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert").get_by_text("Not saved yet")).to_be_visible()
    assert "POST" not in sent
    assert page.locator("#id_fine-said").input_value() == "She is well."
    with page.expect_request(lambda request: request.method == "POST"):
        page.unroute("**/*")


def test_whoever_is_let_wait_by_what_stands_before_the_server_keeps_the_answer(
    browser: Browser, live_server: object
):
    page = opened(browser, str(live_server))
    page.route("**/*.svg", lambda route: route.fulfill(status=503))
    with page.expect_response(lambda response: response.status == 503):
        page.locator("#id_fine-said").fill("She is well.")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert").get_by_text("Not saved yet")).to_be_visible()
    assert page.locator("#id_fine-said").input_value() == "She is well."


def test_reasons_are_open_on_paper(browser: Browser, live_server: object):
    page = opened(browser, str(live_server), "desk")
    reason = page.locator(".app-why__body").first
    assert not reason.is_visible()
    page.emulate_media(media="print")
    assert reason.is_visible()
    assert not page.get_by_role("link", name="Find a place tonight").is_visible()
    assert page.locator(".app-print-note").is_visible()


def test_the_gallery_never_meets_the_database(client: Client):
    assert client.get("/design/").status_code == 200
