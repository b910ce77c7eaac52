"""The page about what is published, at both widths; the rest of this part is for machines."""

import os
from pathlib import Path

from browser.walker import Walker, fault

SHOTS = os.environ.get("SHOTS", "")


def test_the_page_about_what_is_published_can_be_used(cast, desk):
    page = desk(cast.worker)
    assert fault(Walker(page), "/open-data/services/") == []
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"published-{page.viewport_size['width']}.png", full_page=True)


def test_a_machine_is_answered_in_the_browser_too(cast, desk):
    page = desk()
    answer = page.goto("/api/open-referral/services")
    assert answer is not None
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/json")
