"""Every address of tasks, contacts, handing over and closing, tried by everybody."""

from django.urls import reverse

from handrail.platform.audit.models import Record
from support.cast import tell
from support.contacts_pages import SECRET_WORDS


def test_a_kind_that_is_not_open_is_told_nobody(cast, worked, signed_in):
    """Whom nothing or little is shared with reads no word of it on any list."""
    for part in ("outsider", "officer", "housing", "colleague"):
        client = signed_in(getattr(cast, part))
        for name in ("contacts_of_day", "cover", "hand_overs", "my_day", "cases"):
            page = client.get(reverse(name)).content.decode()
            told = (*worked.told.secrets, *SECRET_WORDS, worked.told.reference)
            assert [word for word in told if word in page] == [], (part, name)


def test_looking_is_written_down(cast, worked, signed_in):
    signed_in(cast.worker).get(reverse("contacts_of_day"))
    record = Record.objects.filter(user_name=cast.worker.name, about=worked.told.case_id).latest("at")
    assert (record.outcome, set(record.shown) >= {"contact", "identity"}) == ("read", True)


def test_a_closed_case_is_read_and_takes_nothing(cast, worked, signed_in):
    client, here = signed_in(cast.worker), worked.closed.reference
    page = client.get(reverse("case_whole_file", args=[here])).content.decode()
    assert "This case is closed" in page
    assert "Went back to her mother" in page
    assert "Reopen case" in page
    for words in (
        "Record what happened",
        "Add a need",
        "Plan a contact",
        "Change point of contact",
        "Upload a document",
        "Prepare the referral",
    ):
        assert words not in page
    for name, more in (
        ("add_task", []),
        ("plan_contact", []),
        ("record", []),
        ("record_event", ["nrm_explained"]),
        ("nrm_form", []),
        ("add_need", []),
        ("who", []),
        ("share", []),
        ("close_case", []),
    ):
        for method in ("get", "post"):
            reply = getattr(client, method)(reverse(name, args=[here, *more]), follow=True)
            assert reply.status_code == 409, (name, method)
            assert "closed" in reply.content.decode()
    assert client.get(reverse("case_work", args=[here])).status_code == 200


def test_an_id_of_another_case_opens_nothing(cast, worked, signed_in):
    client, other = signed_in(cast.worker), tell(cast.worker.actor)
    for name, number in (
        ("end_task", worked.task),
        ("contact_outcome", worked.contact),
        ("answer_hand_over", worked.hand_over),
        ("change_dependant", worked.dependant),
    ):
        assert client.get(reverse(name, args=[other.reference, number])).status_code == 404
