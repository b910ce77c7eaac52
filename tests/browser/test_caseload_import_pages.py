"""Pages of an import in every state: at both widths, by axe and within their sizes."""

from django.urls import reverse

from browser.walker import Walker, fault
from support.caseload_import import (
    IMPORT_ADDRESSES,
    IMPORT_FILES,
    OF_A_CHECKED_IMPORT,
    make_imports_in_every_state,
)


def test_every_page_of_an_import(desk, cast):
    waiting, checked, running, done = make_imports_in_every_state(cast.lead.actor)
    arguments = {
        "caseload_imports": [],
        "upload_caseload": [],
        "import_columns": [waiting],
        "stop_import": [running],
        "undo_import": [done],
        **{name: [checked] for name in OF_A_CHECKED_IMPORT},
        "decide_import_row": [checked, 3],
    }
    assert arguments.keys() == IMPORT_ADDRESSES - {*IMPORT_FILES}
    walker = Walker(desk(cast.lead))
    found = [each for name, args in arguments.items() for each in fault(walker, reverse(name, args=args))]
    found += [
        each for one in (running, done) for each in fault(walker, reverse("caseload_import", args=[one]))
    ]
    assert found == []
