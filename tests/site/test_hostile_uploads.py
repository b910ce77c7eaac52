"""Hostile files sent to the real server, many at once: each is refused on its page, and /health/ready stays green."""

import html
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from handrail.platform.parsers.parser_process import BUSY
from support.hostile_files import FILES
from support.repository import ROOT
from support.served import HANDRAIL, PATIENCE, alone, free_port, until_it_answers

AS_PAPER = (
    "a list that unpacks to 80 MB",
    "a Word file that unpacks to 201 MB",
    "half a million notes",
    "an encrypted PDF with a script",
)
AS_RETURN = (
    "a whole sheet merged",
    "a link over a whole sheet",
    "ten thousand merged rows",
    "a span that is no number",
    "an XML bomb for a sheet",
)
TYPED = {
    "worker": {"kind": "health", "description": "From her doctor"},
    "commissioner": {"practices": "add", "seen": "0"},
}


@pytest.fixture
def accounts(migrated, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "support.served_accounts"],
        env=alone(tmp_path, {"DJANGO_SETTINGS_MODULE": "handrail.site.settings"}),
        cwd=ROOT / "tests",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def send(site: str, account: dict[str, str], typed: dict[str, str], title: str) -> tuple[str, str]:
    """Open the form, send the file, follow. The file's title and what the page says."""
    with httpx.Client(
        base_url=site, cookies={"sessionid": account["session"]}, follow_redirects=True, timeout=PATIENCE
    ) as browser:
        form = browser.get(account["address"])
        assert form.status_code == 200, form.text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)[1]
        file = FILES[title]
        page = browser.post(
            account["address"],
            data={**typed, "csrfmiddlewaretoken": token},
            files={"file": (file.name, file.make())},
        )
    assert page.status_code in (200, 409), page.text
    assert page.headers["Cache-Control"] == "no-store"
    return title, " ".join(html.unescape(page.text).split())


def test_health_stays_green_while_hostile_files_are_sent(accounts, tmp_path):
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    command = [HANDRAIL, "serve", "--port", str(port), "--workers", "1", "--alone"]
    with subprocess.Popen(command, env=alone(tmp_path), stderr=subprocess.PIPE, text=True) as served:
        try:
            until_it_answers(served, f"{site}/health/live")
            sent = [("worker", title) for title in AS_PAPER] + [
                ("commissioner", title) for title in AS_RETURN
            ]
            with ThreadPoolExecutor(len(sent)) as threads:
                answers = [
                    threads.submit(send, site, accounts[part], TYPED[part], title) for part, title in sent
                ]
                green = 0
                while not all(answer.done() for answer in answers):
                    assert httpx.get(f"{site}/health/ready", timeout=PATIENCE).status_code == 200
                    green += 1
        finally:
            served.terminate()
            served.communicate(timeout=PATIENCE)
    assert green > 1
    for title, page in (answer.result() for answer in answers):
        assert FILES[title].answer in page or BUSY in page, title
    assert any(BUSY not in answer.result()[1] for answer in answers)
