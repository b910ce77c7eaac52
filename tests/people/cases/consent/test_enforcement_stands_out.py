"""Immigration enforcement is given nothing without consent or a named duty, and stands out where shares are listed."""

import pytest
from django.urls import reverse

from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.actions import share_file_with_body
from handrail.platform.access.grounds import SHARING_GROUNDS, GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body
from support.form_steps import send_steps

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TAG = "<span>Immigration enforcement</span></strong>"
SAID_NO = "They declined sharing with Harbour"
ALLOWED = {GrantGround.CONSENT, GrantGround.DUTY}


def share(cast, told, ground, because):
    share_file_with_body(
        case_access=get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access,
        body=Body.objects.get(code="elsewhere"),
        kinds=[Kind.IDENTITY],
        ground=ground,
        because=because,
        until=None,
        by=cast.worker.actor,
    )


def test_only_with_consent_or_a_duty_that_is_named_and_marked_in_every_list(cast, told, signed_in):
    Body.objects.filter(code="elsewhere").update(kind="immigration_enforcement")
    for ground in set(SHARING_GROUNDS) - ALLOWED:
        with pytest.raises(
            ActionNotPossibleError,
            match=r"You can share with immigration enforcement only with consent or a named legal duty.",
        ):
            share(cast, told, ground, "They ask for it")
    with pytest.raises(ActionNotPossibleError, match=r"Enter the evidence for this lawful basis."):
        share(cast, told, GrantGround.DUTY, " ")
    browser = signed_in(cast.worker)
    pages = [reverse("case_sharing", args=[told.reference]), reverse("consents", args=[told.reference])]
    assert not any("app-tag--unsafe" in browser.get(page).content.decode() for page in pages[1:])
    share(cast, told, GrantGround.DUTY, "Order of the court of 3 May")
    for page in pages:
        text = browser.get(page).content.decode()
        tag = text.split("<b>Elsewhere</b>")[1][:400]
        assert "app-tag--unsafe" in tag
        assert "Immigration enforcement" in tag


def test_it_is_marked_before_it_is_shared_and_beside_what_they_agreed_to(cast, told, signed_in):
    Body.objects.filter(code="harbour").update(kind="immigration_enforcement")
    browser, where = signed_in(cast.worker), f"{reverse('share', args=[told.reference])}?for=other"
    sent = {"body": "harbour", "kinds": ["identity"], "because": "Asked today"}
    reply = send_steps(browser, where, {**sent, "ground": "life"})
    assert "step=ground" in reply["Location"]
    page = browser.get(reply["Location"]).content.decode()
    assert "You can share with immigration enforcement only with consent or a named legal duty." in page
    checked = send_steps(
        browser, where, {**sent, "ground": "consent", "capacity": "own"}, until="check", follow=True
    )
    assert TAG in checked.content.decode().split("<h1")[1].split("They will see")[0]
    send_steps(browser, where, {**sent, "ground": "consent", "capacity": "own"})
    answers = browser.get(reverse("consents", args=[told.reference])).content.decode()
    assert TAG in answers.split("Sharing with Harbour")[1].split("</section")[0]
    case = browser.get(reverse("case_sharing", args=[told.reference])).content.decode()
    (line,) = [
        one.split("</li>")[0] for one in case.split("Agreed:")[1:] if "Harbour" in one.split("</li>")[0]
    ]
    assert TAG in line


def test_a_no_is_said_at_the_questions_and_at_the_check(cast, told, signed_in):
    browser, where = signed_in(cast.worker), f"{reverse('share', args=[told.reference])}?for=other"
    no = {
        "body": "harbour",
        "kinds": ["identity"],
        "ground": "refused",
        "capacity": "own",
        "because": "Nobody",
    }
    first = send_steps(browser, where, no, until="check", follow=True).content.decode()
    assert SAID_NO not in first
    send_steps(browser, where, no)
    duty = {**no, "ground": "duty", "because": "Order of the court of 3 May"}
    for step in ("kinds", "ground", "check"):
        page = send_steps(browser, where, duty, until=step, follow=True).content.decode()
        assert SAID_NO in page, step
    other = send_steps(browser, where, {**duty, "body": "fen-housing"}, until="ground", follow=True)
    assert SAID_NO not in other.content.decode()
