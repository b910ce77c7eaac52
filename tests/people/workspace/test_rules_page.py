"""The page of all rules also tells the law that bears on them: state, day, mark and source of each."""

import pytest

from support.cast import sign_in
from support.practice_pages import row


@pytest.fixture
def page(client, cast):
    sign_in(client, cast.board)
    return client.get("/pathway/rules/").content.decode()


@pytest.mark.parametrize(
    ("law", "told"),
    [
        (
            "Victims and Prisoners Act 2024, section 28",
            (
                "In force 12 January 2026",
                "A person is told in writing when others are asked for records about them",
                "Confirmed. SI 2025/1168",
            ),
        ),
        (
            "Victims and Courts Act 2026 (c. 19)",
            (
                "Passed; most of it waits for regulations 29 April 2026",
                "An offender may be ordered to attend sentencing.",
                "Not verified: check the source. Act; Hansard 2026",
            ),
        ),
        (
            "Crime and Policing Act 2026 (c. 20)",
            (
                "Passed; when these offences begin is not known 29 April 2026",
                "Not verified: check the source.",
            ),
        ),
        (
            "Border Security, Asylum and Immigration Act 2025 (c. 31), section 41",
            ("Passed 2 December 2025", "would widen disqualification", "Confirmed."),
        ),
        ("Draft Victims' Code", ("Consultation closed 30 April 2026", "No new Code was found")),
        ("Immigration and Asylum Bill (Bill 105)", ("Not law; committee stage over 3 November 2026",)),
    ],
)
def test_each_law_is_told_with_state_day_mark_and_source(page, law, told):
    said = row(page, law)
    for words in told:
        assert words in said
