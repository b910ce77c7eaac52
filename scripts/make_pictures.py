"""Take the pictures of the README and of the pages of help anew, from the demo that `handrail demo` loaded.

    .venv/bin/python scripts/make_pictures.py            all of them
    .venv/bin/python scripts/make_pictures.py tonight    those whose file name has this in it

The demo is served for as long as it takes, and each page is opened in Chromium as the person whose page it is.
"""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
HELP = "src/handrail/platform/ui/static/help"
CASE = "/cases/LN-0417-M"
TRACKER = "/calls/support-before-after-and-outside-the-nrm/tracker/"
PORT = int(os.environ.get("PORT", "8199"))
URL = f"http://localhost:{PORT}"
DESK, PHONE, HELP_SIZE = (1280, 1060), (390, 844), (960, 600)
PLACES = ".app-places__ask"
MOST_SECONDS = 300


class Picture(NamedTuple):
    """Where it is kept, whose page it shows, the address, how much of it is seen, and what stands at the top."""

    file: str
    role: str
    address: str
    size: tuple[int, int]
    first: str = ""  # a CSS selector; "" for the top of the page


PICTURES = (
    Picture("docs/picture.png", "navigator", f"{CASE}/", DESK),
    Picture("docs/picture-phone.png", "navigator", f"{CASE}/", PHONE),
    Picture("docs/picture-place.png", "navigator", f"{CASE}/place/", DESK, PLACES),
    Picture("docs/picture-tracker.png", "collator", TRACKER, DESK),
    Picture(f"{HELP}/my-day.jpg", "navigator", "/my-day/", HELP_SIZE),
    Picture(f"{HELP}/case.jpg", "navigator", f"{CASE}/", HELP_SIZE),
    Picture(f"{HELP}/place-tonight.jpg", "navigator", f"{CASE}/place/", HELP_SIZE, PLACES),
    Picture(f"{HELP}/tonight.jpg", "housing", "/places/tonight/", HELP_SIZE),
    Picture(f"{HELP}/for-you.jpg", "commissioner", "/for-you/", HELP_SIZE),
    Picture(f"{HELP}/partnership-member.jpg", "partnership_member", "/for-you/", HELP_SIZE),
    Picture(f"{HELP}/duty-board.jpg", "duty_lead", "/deployment/", HELP_SIZE),
    Picture(f"{HELP}/data-protection.jpg", "data_protection", "/to-review/", HELP_SIZE),
    Picture(f"{HELP}/administration.jpg", "administrator", "/administration/", HELP_SIZE),
)


def main(arguments: list[str]) -> int:
    """Returns 1 where a page did not answer."""
    wanted = [one for one in PICTURES if not arguments or any(word in one.file for word in arguments)]
    server = subprocess.Popen([ROOT / ".venv/bin/handrail", "serve", "--port", str(PORT)], cwd=ROOT)
    try:
        _wait_until_served()
        return _take(wanted)
    finally:
        server.terminate()
        server.wait()


def _wait_until_served() -> None:
    until = time.monotonic() + MOST_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{URL}/account/sign-in/", timeout=5).close()
        except (urllib.error.URLError, TimeoutError):
            if time.monotonic() > until:
                raise
            time.sleep(0.5)
        else:
            return


def _take(wanted: list[Picture]) -> int:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a package of development alone

    sys.path.insert(0, str(ROOT / "tests"))
    from support.chromium import path  # noqa: PLC0415 - the folder was added a line ago

    cookies = {role: _sign_in(role) for role in sorted({one.role for one in wanted})}
    wrong = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path())
        for one in wanted:
            width, height = one.size
            context = browser.new_context(viewport={"width": width, "height": height})
            context.add_cookies([{"name": cookies[one.role][0], "value": cookies[one.role][1], "url": URL}])
            page = context.new_page()
            answer = page.goto(URL + one.address, timeout=MOST_SECONDS * 1000)
            if answer is None or answer.status != 200:
                wrong.append(f"{one.address}: {answer.status if answer else 'no answer'}")
                context.close()
                continue
            if one.first:
                page.locator(one.first).evaluate("one => one.scrollIntoView()")
            if one.file.endswith(".jpg"):
                page.screenshot(path=ROOT / one.file, type="jpeg", quality=80)
            else:
                page.screenshot(path=ROOT / one.file)
            context.close()
    print("\n".join(wrong) or f"{len(wanted)} pictures")
    return 1 if wrong else 0


def _sign_in(role: str) -> tuple[str, str]:
    """The name and value of the cookie of a session that the demo's person in this role begins."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")
    code = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "from django.test import Client\n"
        "from handrail.demo.planned_bodies_and_users import SIGN_INS\n"
        "from handrail.platform.access.authentication import SECOND_FACTOR\n"
        "from handrail.platform.access.models import User\n"
        "settings.ALLOWED_HOSTS.append('testserver')\n"
        "client = Client()\n"
        f"user = User.objects.get(email=SIGN_INS[{role!r}].email)\n"
        "client.force_login(user, backend='handrail.platform.access.authentication.IntactAccountBackend')\n"
        "session = client.session\n"
        "session[SECOND_FACTOR] = True\n"
        "session.save()\n"
        "print(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    name, value = told.stdout.split()[-2:]
    return name, value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
