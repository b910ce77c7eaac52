"""The parts of the site that bring tables and pages of their own to try, each beside its pages.

A part with addresses has `tests/web/<part>/test_doors.py` (every address, everybody) and
`tests/browser/test_<part>_pages.py` (every page, both widths); `tests/guards/test_parts_are_tried.py` looks.
"""

from importlib import import_module

PARTS = (
    *("recommendations", "oversight", "calls", "practices", "reports"),
    *("housing", "money", "bags", "referrals", "openreferral"),
    *("nrmform", "recovery", "linking", "caseload", "languages"),
)
NAMES = {
    part: {pattern.name for pattern in import_module(f"handrail.web.{part}.urls").urlpatterns}
    for part in PARTS
}
TRIED_ELSEWHERE = frozenset().union(*NAMES.values())
