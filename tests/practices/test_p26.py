"""Groups nest under a board; an action is escalated and comes back; forums share help; trust is measured."""

import pytest
from django.urls import reverse

from handrail.areas.partnerships.models import Escalation, GroupSurvey
from handrail.areas.partnerships.organisation_names import list_proposed_group_organisations
from handrail.directory.practitioners.models import TrainingSession
from handrail.platform.access.today import today
from handrail.platform.surveys.models import Survey
from support.partnership_pages import pages_of
from support.partnerships import DAY, offer, partner_up, publish_service, seat_firm, set_up, take_seats
from support.practice_pages import _day
from support.surveys import answer
from support.worlds import shared_world


@shared_world
def made(cast):
    return partner_up(cast)


def escalate(cast, made) -> str:
    """The charity asks the board about its action. The page of the action."""
    page = f"/partnerships/actions/{made.action.pk}/"
    charity = pages_of(cast.lead)
    charity.post(f"{page}answer/", answer="accept", person="Case work lead", why="", seen="1")
    charity.post(
        f"{page}escalate/",
        asked="Will the board pay for the form to be translated?",
        seen="2",
        **_day("answer_by", today() + 20 * DAY),
    )
    return page


@pytest.mark.practice("P26")
def test_groups_nest_under_a_board(cast, made):
    office = cast.commissioner.actor
    for kind in ("theme", "operational", "tasking", "business"):
        set_up(office, kind, f"Lincolnshire {kind}", (), parent_id=made.board.pk)
    page = pages_of(cast.commissioner).read(f"/partnerships/{made.board.pk}/")
    for words in ("Theme group", "Operational group", "Tasking group", "Business network", "Forum"):
        assert words in page
    assert "Reports to Lincolnshire Anti-Slavery board" in pages_of(cast.commissioner).read("/partnerships/")


@pytest.mark.practice("P26")
def test_a_board_cannot_lie_under_its_own_forum(cast, made):
    office = pages_of(cast.commissioner)
    sent = office.client.post(
        f"/partnerships/{made.board.pk}/move/",
        {"parent": str(made.forum.pk), "why": "To try", "seen": "1"},
        follow=True,
    )
    assert "Choose a group of a higher kind in the same nation" in sent.content.decode()
    made.board.refresh_from_db()
    assert made.board.parent_id is None


@pytest.mark.practice("P26")
def test_an_action_is_offered_and_accepted_by_its_member(cast, made):
    page = f"/partnerships/actions/{made.action.pk}/"
    charity, force = pages_of(cast.lead), pages_of(cast.force_lead)
    assert "Offered to you" in charity.read(page)
    assert "PLANT-ACTION" in charity.read("/partnerships/")
    assert force.client.get(f"{page}answer/").status_code == 404
    charity.post(f"{page}answer/", answer="accept", person="Case work lead", why="", seen="1")
    charity.post(f"{page}say/", state="done", words="Agreed by all.", evidence="The form", seen="1")
    assert "Agreed by all." in force.read(page)


@pytest.mark.practice("P26")
def test_a_member_declines_with_a_reason_that_the_group_reads(cast, made):
    page = f"/partnerships/actions/{made.action.pk}/"
    charity = pages_of(cast.lead)
    sent = charity.client.post(f"{page}answer/", {"answer": "decline", "why": "", "seen": "1"}, follow=True)
    assert "Say why you decline it" in sent.content.decode()
    charity.post(f"{page}answer/", answer="decline", person="", why="Nobody has the time", seen="1")
    assert "Nobody has the time" in pages_of(cast.commissioner).read(page)


@pytest.mark.practice("P26")
def test_an_escalated_action_comes_back_with_its_answer(cast, made):
    page = escalate(cast, made)
    office = pages_of(cast.commissioner)
    assert "Will the board pay" in office.read(f"/partnerships/{made.board.pk}/actions/")
    question = Escalation.objects.get()
    office.post(f"/partnerships/escalated/{question.pk}/answer/", answer="Yes, from April.", seen="1")
    assert "Yes, from April." in pages_of(cast.lead).read(page)


@pytest.mark.practice("P26")
def test_what_was_escalated_to_a_board_that_closes_comes_back(cast, made):
    page = escalate(cast, made)
    office = pages_of(cast.commissioner)
    office.post(f"/partnerships/{made.board.pk}/close/", why="A new board takes over", seen="1")
    read = pages_of(cast.lead).read(page)
    assert "Came back unanswered" in read
    assert "closed before it answered" in read


@pytest.mark.practice("P26")
def test_members_share_services_and_training(cast, made):
    number = publish_service(cast)
    session = TrainingSession(
        body_id=cast.lead.body_id, kind="awareness", held_on=today() + 20 * DAY, seats=20
    )
    session.save_by(cast.lead.actor)
    charity, here = pages_of(cast.lead), f"/partnerships/{made.forum.pk}/help/"
    force = pages_of(cast.force_lead).markup(here)  # has neither: nothing is offered that would be refused
    assert "/help/service/" not in force
    assert "/help/training/" not in force
    assert "no published service to share" in force
    assert "/help/service/" in charity.markup(here)
    charity.post(f"{here}service/", help=str(number), words="Ring before noon.")
    charity.post(f"{here}training/", help=str(session.pk), words="Ten seats for members.")
    page = pages_of(cast.force_lead).read(here)
    assert "Advice line of Lantern" in page
    assert "Modern slavery awareness course" in page
    assert "20 seats" in page


@pytest.mark.practice("P26")
@pytest.mark.parametrize(("people", "says"), [(2, False), (12, True)])
def test_trust_is_measured_with_its_base_and_two_answers_tell_nothing(cast, made, people, says):
    office, here = pages_of(cast.commissioner), f"/partnerships/{made.forum.pk}/surveys/"
    office.post(
        f"{here}add/",
        kind="trust",
        title="Trust and reporting",
        purpose="To see whether people report.",
        asked_of="Members",
        **_day("opens_on", today()),
        **_day("closes_on", today() + 20 * DAY),
    )
    survey = Survey.objects.get()
    first = survey.questions.get(number=1)
    answer(survey, {first.number: first.codes[0]}, times=people)
    office.post(f"{here}{survey.pk}/close/", seen=str(survey.version))
    page = pages_of(cast.lead).read(here)
    assert GroupSurvey.objects.get().group_id == made.forum.pk
    assert ("Fewer than 10 people answered, so no result" in page) is not says
    assert ("Would you report a worry about exploitation today?" in page) is says
    assert "2 people" not in page


@pytest.mark.practice("P26")
def test_no_outsider_meets_anything_of_the_group(cast, made):
    outsider = pages_of(cast.outsider)
    for page in ("", "meetings/", "actions/", "engagement/", "help/", "surveys/", "operations/", "years/"):
        assert outsider.client.get(f"/partnerships/{made.board.pk}/{page}").status_code == 404
    assert "PLANT" not in outsider.read("/partnerships/")


@shared_world
def network(cast, made):
    """A network of firms under the board: the firm of the cast and the force are invited."""
    office, codes = cast.commissioner.actor, ("wash-foods", "lincolnshire-police")
    return set_up(office, "business", "Lincolnshire business network", codes, parent_id=made.board.pk)


@pytest.mark.practice("P26")
def test_a_firm_takes_its_seat_from_its_home(cast, network):
    firm = pages_of(cast.firm)
    assert firm.client.get("/")["Location"] == "/for-you/"
    assert "A seat is offered: Head of responsible sourcing" in firm.read("/for-you/")
    seat = network.seats.get(body=cast.firm.body_id)
    firm.post(
        f"/partnerships/{network.pk}/seats/{seat.pk}/answer/",
        answer="accept",
        language="en",
        seen=str(seat.version),
    )
    seat.refresh_from_db()
    assert seat.state == "accepted"
    assert "A seat is offered" not in firm.read("/for-you/")


@pytest.mark.practice("P26")
def test_a_firm_accepts_reports_on_and_declines_actions(cast, network):
    take_seats(network, cast.firm)
    office, firm = cast.commissioner.actor, pages_of(cast.firm)
    asked = offer(network, "wash-foods", "Ask every agency how workers report a worry", office)
    refused = offer(network, "wash-foods", "Pay for a helpline", office)
    home = firm.read("/for-you/")
    assert "Ask every agency how workers report a worry" in home
    assert "Accept or decline" in home
    firm.post(f"/partnerships/actions/{asked.pk}/answer/", answer="accept", person="Buyer", why="", seen="1")
    assert "Lincolnshire business network Update action" in firm.read("/for-you/")
    assert "Accepted by Wash Foods in Lincolnshire business network, due" in firm.read("/partnerships/")
    firm.post(f"/partnerships/actions/{asked.pk}/say/", state="open", words="Four of six answered.", seen="1")
    firm.post(
        f"/partnerships/actions/{refused.pk}/answer/",
        answer="decline",
        person="",
        why="No money for it",
        seen="1",
    )
    convener = pages_of(cast.commissioner)
    assert "Four of six answered." in convener.read(f"/partnerships/actions/{asked.pk}/")
    assert "No money for it" in convener.read(f"/partnerships/actions/{refused.pk}/")


@pytest.mark.practice("P26")
def test_a_firm_reads_the_papers_of_its_groups_and_no_others(cast, made, network):
    take_seats(network, cast.firm)
    firm, group = pages_of(cast.firm), f"/partnerships/{network.pk}/"
    for page in (
        "",
        "terms/",
        "meetings/",
        "meetings/1/",
        "actions/",
        "engagement/",
        "help/",
        "surveys/",
        "years/",
    ):
        assert firm.client.get(f"{group}{page}").status_code == 200, page
        assert firm.client.get(f"/partnerships/{made.board.pk}/{page}").status_code == 404, page
    for page in ("change/", "seats/add/", "meetings/add/", "actions/offer/", "surveys/add/"):
        assert firm.client.get(f"{group}{page}").status_code == 403, page
    assert "PLANT" not in firm.read("/partnerships/").replace(
        "PLANT-PURPOSE Lincolnshire business network", ""
    )


@pytest.mark.practice("P26")
def test_a_firm_on_a_board_meets_no_figure_and_no_page_about_people(cast, made):
    seat_firm(cast, made.board)
    firm, board = pages_of(cast.firm), f"/partnerships/{made.board.pk}/"
    assert "Intensification" not in firm.read(board)
    assert "Intensification" in pages_of(cast.force_lead).read(board)
    shut = [f"{board}operations/", f"/partnerships/operations/{made.operation.pk}/"]
    names = (
        "cases my_day services area_brief trends signals provision_gaps take_up area_justice_figures packs calls"
        " practices recommendations oversight service_lines needs bids campaigns prevention_training strategies"
        " threats threat_scores team_capacity prosecutions intelligence_reports intelligence_map outreach surveys"
    )
    shut += [reverse(name) for name in names.split()]
    assert {page: firm.client.get(page).status_code for page in shut} == dict.fromkeys(shut, 403)


@pytest.mark.practice("P26")
def test_a_network_of_businesses_begins_with_firms_and_no_board_does(cast):
    office = cast.commissioner.body_id
    assert list_proposed_group_organisations(office, "business", "england") == [
        "Lincolnshire Police",
        "Wash Foods",
    ]
    board = list_proposed_group_organisations(office, "board", "england")
    assert "Lincolnshire Police" in board
    assert "Wash Foods" not in board
