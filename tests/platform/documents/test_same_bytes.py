"""The same document gives the same bytes: in another process, at another time, in another zone, with another seed."""

import os
import subprocess
import sys

from support.repository import ROOT

MAKE = """
import sys, time_machine
sys.path.insert(0, "tests")
with time_machine.travel(sys.argv[1]):
    from support.sample_document import sample
    from handrail.platform.documents.formats import make_all_document_files
    print(*[made.sha256 for made in make_all_document_files(sample())])
"""


def made(moment: str, seed: str, zone: str) -> list[str]:
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
    run = [sys.executable, "-c", MAKE, moment]
    ran = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return ran.stdout.split()


def test_two_processes_a_year_apart_make_the_same_three_files():
    first = made("2026-11-24 09:00", "1", "Europe/London")
    second = made("2027-12-25 23:59", "2", "Asia/Tokyo")
    assert len(set(first)) == 3
    assert first == second
