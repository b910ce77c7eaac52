"""Queries open sealed text for a reader. Those that open with the key alone are listed with their reason."""

import re
from pathlib import Path

import handrail

SOURCE = Path(handrail.__file__).parent
KEY_ALONE = re.compile(r"\bKeyAccess\b|\.key_access\b")
OPEN_WITH_THE_KEY_ALONE = {
    "handrail.people.cases.consent.queries.grants_and_access_log": "why it was shared is told to all on the case",
    "handrail.people.cases.name_search.queries": "names are compared with what was typed; what is shown is noted",
    "handrail.people.cases.offers.queries.fit_facts": "the rules read the date of birth",
    "handrail.people.cases.offers.queries.referrals": "a referral's words are addressed to the body that was asked",
    "handrail.people.cases.person.queries": "where they are is told with who they are",
    "handrail.people.cases.events.queries.case_histories": "the rules and checks compare the date of birth",
    "handrail.people.cases.events.queries.case_pathway": "the rules read the date of birth",
    "handrail.directory.housing.queries.places": "a place belongs to no case; its callers ask who holds a bed there",
    "handrail.platform.files.queries": "the parts of a paper, whose kind was asked for, or that the scanner reads",
    "handrail.people.information_requests.named_request_queries": "a request is addressed to the two bodies",
    "handrail.people.information_requests.queries": "a request and its answer are addressed to the two bodies",
    "handrail.people.matching.queries.incidents": "the row filter named the kind; all on an incident see who it is",
    "handrail.people.personal_data.queries.copy_documents": "the person’s own request for a copy is open",
    "handrail.people.personal_data.queries.subject_access": "the person’s own request for a copy is open",
    "handrail.people.matching.queries.police_force_notes": "a force reads its own notes",
    "handrail.people.referral_form.queries.received_handovers": "a form handed over has several kinds, each asked for",
    "handrail.people.referral_form.queries.identifying_details": "compared with what is to leave, and shown to nobody",
}


def test_queries_open_for_a_reader():
    found = {
        ".".join(("handrail", *path.relative_to(SOURCE).with_suffix("").parts))
        for path in SOURCE.rglob("*.py")
        if "queries" in str(path.relative_to(SOURCE)) and KEY_ALONE.search(path.read_text())
    }
    assert found == set(OPEN_WITH_THE_KEY_ALONE)
