"""A case of Lantern that the force may see a little of, and what the force asks about it."""

import datetime

from handrail.people.information_requests.actions.counselling_approvals import (
    CounsellingNotesDecisionInput,
    decide_on_counselling_notes,
    decide_on_counselling_notes_of_named_person,
)
from handrail.people.information_requests.actions.named_person_requests import create_named_person_request
from handrail.people.information_requests.actions.requests import create_information_request
from handrail.people.information_requests.models import (
    InformationRequest,
    InformationRequestOutcome,
    NamedPersonRequest,
)
from handrail.people.information_requests.text_choices import CounsellingNotesDecision
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.actions import create_account, share_file_with_body
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.access.today import today
from handrail.platform.administration.actions.organisations import add_organisation
from handrail.platform.reference.models import Body

POLICE = "lincolnshire-police"
WHAT = "The day on which she first came to the drop-in"
ENQUIRY = "Whether she was at the car wash in that week"
ANSWER = "She first came on the second of March"
SECRET_WORDS = (WHAT, ENQUIRY, ANSWER)
NAMED, BORN = "Sorina Vladescu-Thorne", "Born in spring 1999, from Craiova"
WHO = (NAMED, BORN)
HANDLING = "The officer in the case reads it and the prosecutor may see it"
WORDS_OF_A_LINK = "Two teams, and neither may learn of the other"
OF_THE_OFFICER = (
    *("ask_information", "information_requests", "information_request", "withdraw_information_request"),
    "told_information_request",
)
OF_A_SENIOR_OFFICER = ("approve_counselling_notes",)
NAMED_OF_A_SENIOR_OFFICER = ("approve_named_counselling_notes",)
OF_THE_LEAD = ("give_information", "refuse_information", "information_log")
NAMED_OF_THE_OFFICER = ("named_requests", "ask_about_person", "named_request", "take_named_request_back")
NAMED_OF_THE_OFFICER += ("told_named_request",)
NAMED_OF_THE_LEAD = ("named_request", "link_named_request", "cannot_answer_named_request")
OF_A_KEEPER = ("held_by_you", "hold_new", "hold_hand_over", "hold_answer", "hold_end")
FILES = ("information_notice", "information_log_file", "named_request_notice")
INFORMATION_ADDRESSES = frozenset(
    {
        "move_to_other_side",
        *OF_THE_OFFICER,
        *OF_THE_LEAD,
        *NAMED_OF_THE_OFFICER,
        *NAMED_OF_THE_LEAD,
        *OF_A_KEEPER,
        *OF_A_SENIOR_OFFICER,
        *NAMED_OF_A_SENIOR_OFFICER,
        *FILES,
    }
)
WORDS = {
    "what": WHAT,
    "enquiry": ENQUIRY,
    "necessity": "One date decides it",
    "other_routes": "Her employer was asked first",
    "handling": HANDLING,
}


def share_with_police(cast, told, kinds=(Kind.IDENTITY, Kind.PATHWAY)):
    share_file_with_body(
        case_access=get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access,
        body=Body.objects.get(code=POLICE),
        kinds=kinds,
        ground=GrantGround.LIFE,
        because="She may be in danger",
        until=None,
        by=cast.worker.actor,
    )


def make_request(*, left_out=(), model=InformationRequest, **changes):
    """A victim information request that passes every test of the Code, but for what is left out or changed."""
    plain = {
        "basis": "part3", "wanted_kinds": ["notes"], "notice": "given", "notice_on": today(),
        "notice_channel": "writing", "notice_to": "person", "views": "unsure",
        "answer_by": today() + datetime.timedelta(days=14),
    }  # fmt: skip
    sealed = {name: text for name, text in WORDS.items() if name not in left_out}
    sealed |= {name: text for name, text in changes.items() if name in SEALED}
    fields = plain | {name: value for name, value in changes.items() if name not in SEALED}
    row = model(**{name: value for name, value in fields.items() if name not in left_out})
    for name, text in sealed.items():
        setattr(row, name, text)
    return row


SEALED = frozenset(
    {
        *WORDS,
        "who_name",
        "who_else",
        "probative_value",
        "notice_why",
        "notice_to_words",
        "views_words",
        "third_party",
    }
)


def ask(cast, told, *, by=None, to="lantern", **changes):
    row = make_request(**changes)
    actor = (by or cast.officer).actor
    return create_information_request(row, case_id=told.case_id, to_body_code=to, language_tag="ro", by=actor)


def name_person(cast, *, by=None, to="lantern", name=NAMED, **changes):
    """The officer asks Lantern about somebody by name, unless the test says otherwise."""
    row = make_request(model=NamedPersonRequest, who_name=name, who_else=BORN, **changes)
    actor = (by or cast.officer).actor
    return create_named_person_request(row, to_body_code=to, language_tag="", by=actor)


def name_person_to_the_police(cast, *, name=NAMED):
    """Lantern's worker asks the force about somebody by name."""
    no_notice = {
        "notice": "",
        "notice_to": "",
        "notice_on": None,
        "notice_channel": "",
        "wanted_kinds": [],
        "basis": "vital",
    }
    return name_person(
        cast,
        by=cast.worker,
        to=POLICE,
        name=name,
        left_out=("enquiry", "other_routes", "handling"),
        **no_notice,
    )


COUNSELLING = {"asks_counselling_notes": True, "probative_value": "It shows when she first told of it"}


def add_senior_officer(body=POLICE, email="ashby@example.org"):
    """A duty lead of the force, once: whoever approves asking for counselling notes."""
    return User.objects.filter(email=email).first() or create_account(
        email=email, name="Rowan Ashby", body=Body.objects.get(code=body), role=Role.DUTY_LEAD, password=None
    )


def approve(row, *, by=None, said=CounsellingNotesDecision.APPROVED):
    """A duty lead of the force decides on counselling notes, on a case or of somebody named."""
    decide = decide_on_counselling_notes
    if isinstance(row, NamedPersonRequest):
        decide = decide_on_counselling_notes_of_named_person
    decision = CounsellingNotesDecisionInput(said, "Superintendent", "No other record is as early")
    decide(decision, request_id=row.pk, by=(by or add_senior_officer()).actor)


def add_other_side(cast):
    """Lantern's other side, with a lead and a worker: the body and the two."""
    whole = Body.objects.get(code="lantern")
    side = add_organisation(
        Body(code="lantern-two", name="Lantern Two", kind=whole.kind, parent=whole),
        by=cast.platform_administrator.actor,
    )
    people = [
        create_account(email=f"{role.value}@example.org", name=name, body=side, role=role, password=None)
        for name, role in (("Sefton Ames", Role.DUTY_LEAD), ("Sian Brock", Role.NAVIGATOR))
    ]
    return side, people


def answer(kinds=("notes",), days=30):
    row = InformationRequestOutcome(
        given_kinds=list(kinds), open_until=today() + datetime.timedelta(days=days)
    )
    row.answer = ANSWER
    return row
