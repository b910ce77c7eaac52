"""Person-centred support by expert third-sector partners, in the community, in and out of the NRM."""

from datetime import date

import pytest

from handrail.directory.actions import add_service
from handrail.platform.reference.models import Body
from support.practice_pages import _day, words_of

pytestmark = pytest.mark.practice("P32")
MET = date(2026, 3, 2)
LATER = date(2026, 6, 1)
LAST = date(2026, 9, 1)
WORDS = "I want to cook for my sister in a kitchen that is mine."


@pytest.fixture
def met(cast, pages):
    """A case, with a local charity in the directory and a council beside it."""
    pages.today(MET)
    for body, name in (("harbour", "Drop-in"), ("fen-housing", "Council rooms")):
        add_service(
            by=cast.lead.actor,
            provider_id=Body.objects.get(code=body).pk,
            name=name,
            kind="befriending",
            phases=["before", "during", "after", "outside"],
            state="open",
            everywhere=True,
        )
    pages.open_case()
    return pages


def goal(words=WORDS, state="going_on", seen="0", on=MET, **more):
    told = {"words": words, "first": "A key", "steps": "See the flat\nAsk the price", "helpers": "My sister"}
    return told | {"state": state, "state_words": "", "seen": seen} | _day("on", on) | more


def name_harbour(pages, on):
    pages.post("plan/provider/", body="harbour", contact="Maud, 01632 960777", **_day("since", on))


def look_back(pages, outcome, on, words, placed="", silent="no", asker="colleague"):
    told = {"silent": silent, "words": words, "placed": placed, "asker": asker}
    pages.post(f"outcomes/{outcome}/", **told, **_day("on", on))


def test_the_plan_holds_their_own_goals_in_their_own_words(met):
    met.need()
    need = met.markup("goals/add/").split('name="needs"')[1].split('value="')[1].split('"')[0]
    met.post("goals/add/", **goal(), needs=need)
    plan = met.read("plan/")
    for said in (f"“{WORDS}”", "Current set 2 March", "First: A key", "See the flat Ask the price",
                 "Who helps: My sister", "Need: A safe place to stay"):  # fmt: skip
        assert said in plan
    met.today(LATER)
    then = goal(seen="1", state="reached", state_words="The door is blue", **_day("state_on", LATER))
    met.post(met.link("Update", "plan/"), **then)
    assert "Reached 1 June 2026" in met.read("plan/")
    versions = met.read(met.link("All 2 versions", "plan/"))
    assert versions.index("Version 2") < versions.index("Version 1, said 2 March 2026")
    assert "“The door is blue”" in versions
    met.post(met.link("Update", "plan/"), **(then | {"seen": "2", "state": "going_on"}))
    assert "Current set 2 March" in met.read("plan/")


def test_two_who_write_a_goal_anew_are_told_and_see_both(met):
    met.post("goals/add/", **goal())
    there = met.link("Update", "plan/")
    met.post(there, **goal("A flat by the sea.", seen="1"))
    late = met.client.post(there, goal("A flat by the wood.", seen="1"), follow=True)
    both = words_of(late.content.decode())
    assert "Someone else changed this while you were writing" in both
    assert "A flat by the sea." in both
    assert "A flat by the wood." in both
    met.post(there, **goal("A flat by the wood.", seen="2"))
    assert "All 3 versions" in met.read("plan/")


def test_outcomes_over_time_are_drawn_and_stand_in_a_table_each_by_itself(met):
    look_back(met, "housing", MET, "There are six of us in the room.", "1")
    look_back(met, "consistent_support", MET, "", silent="yes")
    for day, words, placed in ((LATER, "I have a key.", "4"), (LAST, "Still the same key.", "")):
        met.today(day)
        look_back(met, "housing", day, words, placed)
    page = met.markup("outcomes/")
    drawn = page.split('aria-label="Secure and suitable housing: ')[1].split('"')[0]
    assert drawn == "2 March 2026, 1 of 5; 1 June 2026, 4 of 5; 1 September 2026, in words alone"
    assert page.count("app-over-time__placed") == 2
    said = words_of(page)
    for line in (
        "1 June 4 of 5 “I have a key.” Asked by a colleague who does not work with them.",
        "1 September In words alone “Still the same key.”",
        "2 March Did not want to say",
    ):
        assert line in said
    assert said.count("Ask through someone they do not depend on.") == 2
    for word in ("total", "average", "score", "overall"):
        assert word not in said.lower()


def test_the_plan_holds_what_they_said_last_of_each_outcome(met):
    assert "They have not been asked yet." in met.read("plan/")
    look_back(met, "housing", MET, "There are six of us in the room.", "1")
    look_back(met, "consistent_support", MET, "", silent="yes")
    met.today(LATER)
    look_back(met, "housing", LATER, "I have a key.", "4")
    plan = met.read("plan/")
    for said in (
        "Outcomes, in their own words 2",
        "Long-term, consistent support Did not want to say, 2 March",
        "Secure and suitable housing “I have a key.” 4 of 5, 1 June (2 answers)",
    ):
        assert said in plan
    assert "six of us" not in plan
    there = met.link("Secure and suitable housing", "plan/")
    assert there == f"/cases/{met.reference}/outcomes/#housing"
    assert "There are six of us in the room." in met.read(there)


def test_for_a_child_words_alone_are_kept(met):
    met.post("open/age/", age="child")
    assert "This person is a child: only words are recorded here, without a scale." in met.read("outcomes/")
    form = met.markup("outcomes/education/")
    assert 'name="placed"' not in form
    assert "made with and for adults" in words_of(form)
    look_back(met, "education", MET, "I like the maths teacher.")
    assert "“I like the maths teacher.”" in met.read("outcomes/")


def leaves(pages) -> None:
    pages.record("nrm_explained", MET)
    pages.answer("nrm", "no", MET)


def goes_in(pages) -> None:
    pages.record("nrm_explained", MET)
    pages.answer("nrm", "yes", MET)
    pages.record("nrm_referred", MET)


@pytest.mark.parametrize(("road", "phase"), [(leaves, "Outside the NRM"), (goes_in, "In the NRM")])
def test_the_local_provider_stands_on_the_plan_in_and_out_of_the_nrm(met, road, phase):
    assert "No local provider named." in met.read("plan/")
    choices = met.read("plan/provider/")
    assert "Harbour" in choices
    assert "Fen housing team" not in choices  # a council is not of the third sector
    name_harbour(met, MET)
    road(met)
    met.today(LATER)
    plan = met.read("plan/")
    assert f"{phase} Local support continues in and out of the NRM." in plan
    assert "Harbour since 2 March 2026" in plan
    assert "Maud, 01632 960777" in plan
    assert "Supported locally by Harbour" in met.read()


def test_only_a_person_ends_it_and_the_plan_asks_who_does_now(met):
    name_harbour(met, MET)
    met.today(LATER)
    met.post(met.link("End this support", "plan/"), because="She moved to her sister", **_day("until", LATER))
    plan = met.read("plan/")
    assert "until 1 June 2026 Maud, 01632 960777 She moved to her sister" in plan
    assert "No current local provider." in plan
