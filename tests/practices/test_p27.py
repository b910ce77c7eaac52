"""Members, contributions, work streams and attendance over time, shown as engagement."""

import pytest

from handrail.areas.partnerships.actions.engagement import add_work_stream
from handrail.areas.partnerships.models import WorkStream
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body
from support.partnership_pages import pages_of
from support.partnerships import DAY, hold, partner_up
from support.worlds import shared_world

OFFICE, FORCE, CHARITY = "commissioner-lincolnshire", "lincolnshire-police", "lantern"


@shared_world
def made(cast):
    """Four meetings of the board: 3, 3, 2 and 1 of three seats filled; the first two of a work stream."""
    found, by = partner_up(cast), cast.commissioner.actor
    stream = add_work_stream(WorkStream(group=found.board, name="Training"), by=by)
    for place, (force, charity) in enumerate(
        (("came", "came"), ("deputy", "came"), ("came", "apologies"), ("absent", "absent"))
    ):
        came = {OFFICE: "came", FORCE: force, CHARITY: charity}
        hold(found.board, today() - (200 - 50 * place) * DAY, came, by, stream if place < 2 else None)
    return found


@pytest.mark.practice("P27")
def test_attendance_over_time_says_whether_people_stay(cast, made):
    # First two meetings: 6 of 6 seats, 100%; last two: 3 of 6, 50%.
    page = pages_of(cast.force_lead).read(f"/partnerships/{made.board.pk}/engagement/")
    assert (
        "Attendance has fallen: 50% of seats were filled at the last 2 meetings, 100% at the 2 before."
        in page
    )
    assert "Lantern Service manager 2 of 4 meetings Empty at the last 2 meetings" in page
    assert "Lincolnshire Police Force lead for modern slavery 3 of 4 meetings Missed the last meeting" in page


@pytest.mark.practice("P27")
def test_attendance_of_a_seat_is_told_year_by_year(cast, made):
    day = today() - 800 * DAY  # two years before the four meetings
    hold(made.board, day, {OFFICE: "came", FORCE: "absent", CHARITY: "came"}, cast.commissioner.actor)
    page = pages_of(cast.force_lead).read(f"/partnerships/{made.board.pk}/engagement/")
    assert f"{day.year}: 1 of 1" in page  # Lantern
    assert f"{day.year}: 0 of 1" in page  # the force


@pytest.mark.practice("P27")
def test_the_picture_has_a_table_that_says_the_same(cast, made):
    markup = pages_of(cast.force_lead).markup(f"/partnerships/{made.board.pk}/engagement/")
    page = pages_of(cast.force_lead).read(f"/partnerships/{made.board.pk}/engagement/")
    assert "<svg" in markup
    assert page.count("Training 3 of 3") == 2
    assert "The whole group 1 of 3" in page


@pytest.mark.practice("P27")
def test_work_streams_have_their_own_attendance(cast, made):
    page = pages_of(cast.lead).read(f"/partnerships/{made.board.pk}/engagement/")
    assert "Training 2 6 of 6" in page
    assert "The whole group 2 3 of 6" in page


@pytest.mark.practice("P27")
def test_contributions_are_promised_and_received_money_and_hours_apart(cast, made):
    office, here = pages_of(cast.commissioner), f"/partnerships/{made.board.pk}/"
    bodies = {code: str(Body.objects.get(code=code).pk) for code in (OFFICE, CHARITY)}
    given = {"promised": "", "received": "", "promised_hours": "", "received_hours": ""}
    office.post(
        f"{here}contributions/add/",
        **(given | {"promised": "12000", "received": "9000"}),
        body=bodies[OFFICE],
        year="2026",
        kind="cash",
        what="A co-ordinator",
    )
    office.post(
        f"{here}contributions/add/",
        **(given | {"promised_hours": "40"}),
        body=bodies[CHARITY],
        year="2026",
        kind="time",
        what="Training days",
    )
    page = office.read(f"{here}engagement/")
    assert "£9,000 received of £12,000 promised; 0 hours received of 40 promised" in page
    change = office.link("Change", f"{here}engagement/")
    assert change.startswith(f"{here}contributions/")


@pytest.mark.practice("P27")
def test_money_is_not_taken_as_hours(cast, made):
    office = pages_of(cast.commissioner)
    body = str(Body.objects.get(code=CHARITY).pk)
    sent = {"body": body, "year": "2026", "kind": "cash", "what": "Rent", "promised_hours": "4"}
    reply = office.client.post(f"/partnerships/{made.board.pk}/contributions/add/", sent, follow=True)
    assert "Enter the sum that was promised" in reply.content.decode()
