"""The style sheet and scripts: named by their content, kept by browsers, sent compressed."""

import gzip
import hashlib
import re

import pytest
from django.templatetags.static import static
from django.test import Client

from support.repository import SRC

BUILT = SRC / "platform" / "ui" / "static" / "built"
pytestmark = [pytest.mark.one_engine, pytest.mark.django_db]


@pytest.mark.parametrize("name", ["handrail.css", "handrail.js", "start.js"])
def test_a_built_file_is_named_by_its_content_kept_for_good_and_sent_compressed(name):
    stem, _, suffix = name.partition(".")
    content = (BUILT / name).read_bytes()
    total = hashlib.sha256(content).hexdigest()[:12]
    assert static(f"built/{name}") == f"/static/built/{stem}.{total}.{suffix}"
    answer = Client().get(static(f"built/{name}"), headers={"accept-encoding": "gzip"})
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    packed = b"".join(answer.streaming_content)
    assert gzip.decompress(packed) == content
    assert len(packed) < len(content) / 2


def test_a_page_leads_to_the_named_copies_and_other_files_keep_their_names():
    page = Client().get("/account/sign-in/").content.decode()
    assert re.findall(r'/static/built/([^"]+)"', page)
    assert all(
        re.fullmatch(r"\w+\.[0-9a-f]{12}\.(css|js)", one)
        for one in re.findall(r'/static/built/([^"]+)"', page)
    )
    assert static("favicon.svg") == "/static/favicon.svg"
    answer = Client().get("/static/favicon.svg")
    assert answer.headers["Cache-Control"] == "max-age=60, public"
    answer.close()
