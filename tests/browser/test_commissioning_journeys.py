"""What seven areas did from need to decision, each walked in the demo by whoever works there."""

from datetime import timedelta

import pytest

from browser.walker import Walker
from handrail.platform.access.models import User
from handrail.platform.access.today import today
from support.demo_world import small_demo  # noqa: F401

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db(databases=["default", "keys"], transaction=True)]


@pytest.fixture
def walks(small_demo, desk):  # noqa: F811
    """A walker for one user of the demo, by the name in their address."""

    def walk(name: str) -> Walker:
        return Walker(desk(User.objects.get(email=f"{name}@example.org")), checks=False)

    return walk


def test_seven_areas_find_what_they_decided_and_why(walks):
    has_a_contract_that_went_live_with_its_fund(walks("tamsin.varcoe"))
    shares_two_posts_with_their_bid_evaluation_and_specification(walks("joan.tasker"))
    tries_a_team_for_twelve_months(walks("grace.holroyd"))
    counts_people_against_the_thousand(walks("delyth.vaughan"))
    renewed_a_grant_after_weighing_its_risks(walks("lucy.hembrow"))
    compares_with_and_without_a_navigator(walks("sunita.marsh"))
    decides_by_what_was_found(walks("petra.wincham"))


def has_a_contract_that_went_live_with_its_fund(devon: Walker) -> None:
    devon.go("/commissioning/services/")
    devon.follow("Victim care service")
    devon.says("1 April 2022", "Tamar Victim Care", "Decision 21/088", "Current stage")
    devon.says("Support fund for victims of modern slavery")
    devon.says("Runs beyond May 2028", "£1,750,000")
    devon.follow("Support fund for victims of modern slavery")
    devon.says("Support fund for victims of modern slavery")


def shares_two_posts_with_their_bid_evaluation_and_specification(lincolnshire: Walker) -> None:
    lincolnshire.go("/bids/posts/")
    lincolnshire.follow("Regional navigator, East Midlands")
    lincolnshire.says("Total 100%", "Two navigator posts for the East Midlands")
    lincolnshire.says("Navigators in the East Midlands")
    lincolnshire.follow("Victim navigators, East Midlands")
    lincolnshire.says("A navigator is offered to every victim whose crime is recorded", "Evaluation:")
    lincolnshire.go("/bids/")
    lincolnshire.says(
        "A telephone line in six languages", "Unsuccessful", "Outreach van for farms", "Withdrawn"
    )
    lincolnshire.follow("Two navigator posts for the East Midlands")
    lincolnshire.says(
        "Awarded", "Victims supported by a navigator", "Both posts are advertised within three months"
    )


def tries_a_team_for_twelve_months(manchester: Walker) -> None:
    manchester.go("/evaluations/")
    manchester.follow("Modern slavery investigative team")
    manchester.says("Six investigative support officers, a data manager and a training co-ordinator")
    manchester.page.get_by_text("Inputs, activities, outcomes and assumptions").click()
    manchester.says("Posts in the pilot 8", "Training co-ordinator, investigative team")
    manchester.says("Investigative support officer 6", "Victims stay in touch. A charge is decided sooner.")
    manchester.says("31 of 64", "No decision yet")


def counts_people_against_the_thousand(dyfed_powys: Walker) -> None:
    """86, 64, 48, 92, 57 and 65 are 412; thirty more are counted now."""
    dyfed_powys.go("/bids/")
    dyfed_powys.follow("1,000 people taught their rights")
    dyfed_powys.says("£48,500", "£45,000", "Awarded")
    dyfed_powys.follow("People taught their rights")
    dyfed_powys.says("412 of 1,000 people reached; 950 planned.", "Date passed: 588 fewer than promised")
    dyfed_powys.follow("Record people reached")
    yesterday = today() - timedelta(days=1)
    for part, value in (("Day", yesterday.day), ("Month", yesterday.month), ("Year", yesterday.year)):
        dyfed_powys.fill(part, str(value))
    dyfed_powys.page.get_by_label("Sector").select_option("farms")
    dyfed_powys.page.get_by_label("Teaching language").select_option("ro")
    dyfed_powys.fill("People reached for the first time", "30")
    dyfed_powys.fill("Attendances", "34")
    dyfed_powys.fill("Where the numbers come from", "Attendance sheets")
    dyfed_powys.press("Record")
    dyfed_powys.says("442 of 1,000 people reached; 950 planned.")


def renewed_a_grant_after_weighing_its_risks(avon: Walker) -> None:
    avon.go("/commissioning/services/?over=1")
    avon.follow("Modern slavery support grant")
    avon.follow("Review 1")
    avon.says("People who decline the NRM lose contact", "Severn Light", "Renew with conditions")
    avon.says("No take-up figures for this area were published by 16 December 2021, the day of the decision.")
    avon.says("She came when she said she would. Evenings would help.")


def compares_with_and_without_a_navigator(surrey: Walker) -> None:
    surrey.go("/evaluations/")
    surrey.follow("The victim navigator")
    surrey.says("+20 percentage points (likely between +6 and +33)", "Level 3 of 5: with a comparison group")
    assert surrey.page.locator("svg.app-compare__strip").count() >= 3
    surrey.says("89% engaged with the investigation", "Counted by other methods: do not compare them")


def decides_by_what_was_found(cheshire: Walker) -> None:
    cheshire.go("/needs/")
    cheshire.follow("Victims of modern slavery in Cheshire: what they need")
    cheshire.says(
        "People wait for a safe place to live before any referral", "I did not know there was anybody to ask."
    )
    cheshire.says("Places for people before a referral", "The grant of next year allows it.")
    cheshire.follow("Places before a referral")
    cheshire.says("Current stage", "/064", "Finding 1: People wait for a safe place to live")
    cheshire.follow("Fund: Places for people before a referral")
    cheshire.says("Commissioning intentions", "Places before a referral")
