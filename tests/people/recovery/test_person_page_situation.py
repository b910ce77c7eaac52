"""What the person's own page says of the NRM and of help nearby, by what is true of them."""

import datetime
from itertools import product

import pytest

from handrail.pathway.stages import STAGES
from handrail.people.records.text_choices import ConsentAnswer
from handrail.people.recovery import person_page_words as plain
from handrail.people.recovery.person_page_situation import (
    GivenAnswer,
    PersonPageSituation,
    list_situation_sentences,
)

YES, NO, UNDECIDED, WITHDRAWN = (
    GivenAnswer(answer)
    for answer in (ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.UNDECIDED, ConsentAnswer.WITHDRAWN)
)
YES_AS_CHILD = GivenAnswer(ConsentAnswer.YES, as_child=True)
NO_AS_CHILD = GivenAnswer(ConsentAnswer.NO, as_child=True)
YES_FOR_THEM = GivenAnswer(ConsentAnswer.YES, is_own=False)
NO_FOR_THEM = GivenAnswer(ConsentAnswer.NO, is_own=False)
GOES_ON = "Help here continues. It does not depend on the NRM or the police."
WAITING = "The first decision in the NRM was positive. You are waiting for the final decision."
NOT_IN = "You are not in the NRM. You can ask us about it again at any time."
CHILD = (
    "While you are treated as under 18, you can be referred to the NRM without saying yes. "
    "Ask us what that means."
)
AGAIN = (
    "You answered about the NRM when you were treated as under 18. You can answer again now, without hurry."
)


YOURSELF = "You can answer about the NRM yourself now, without hurry."
YES_FOR_CHILD = GivenAnswer(ConsentAnswer.YES, is_own=False, as_child=True)


@pytest.mark.parametrize(
    ("situation", "sentences"),
    [
        (PersonPageSituation("start"), []),
        (PersonPageSituation("found"), ["You can ask us about the NRM. You can take time to decide."]),
        (PersonPageSituation("explained"), ["You can take time to decide about the NRM."]),
        (PersonPageSituation("undecided", nrm=UNDECIDED), ["You can take time to decide about the NRM."]),
        (PersonPageSituation("explained", nrm=YES_AS_CHILD), [AGAIN]),
        (PersonPageSituation("asked_as_child", nrm=NO_AS_CHILD), [AGAIN]),
        (PersonPageSituation("asked_as_child", nrm=YES_FOR_CHILD), [YOURSELF]),
        (PersonPageSituation("asked_as_child"), [YOURSELF]),
        (PersonPageSituation("explained", nrm=YES_FOR_CHILD), [YOURSELF]),
        (PersonPageSituation("explained", nrm=YES), []),
        (PersonPageSituation("", nrm=YES), []),
        (PersonPageSituation("agreed", nrm=YES), ["The next step in the NRM is your referral."]),
        (PersonPageSituation("agreed", nrm=YES_FOR_THEM), ["The next step in the NRM is your referral."]),
        (PersonPageSituation("child_found"), [CHILD]),
        (PersonPageSituation("child_to_refer", nrm=YES_AS_CHILD), [CHILD]),
        (PersonPageSituation("child_found", is_age_asked=False), []),
        (PersonPageSituation("declined", nrm=NO, local_support=True), [NOT_IN, GOES_ON]),
        (PersonPageSituation("withdrawn", nrm=WITHDRAWN), [NOT_IN]),
        (
            PersonPageSituation("rejected", nrm=YES),
            ["Your NRM referral was not accepted. Ask us what that means."],
        ),
        (
            PersonPageSituation("referred", nrm=YES, waits_for_home_office=True),
            ["You are in the NRM. You are waiting for the first decision."],
        ),
        (PersonPageSituation("recovery", local_support=True, local=YES), [WAITING, GOES_ON]),
        (PersonPageSituation("awaiting_cg", waits_for_home_office=True), [WAITING]),
        (PersonPageSituation("reconsidering"), ["A decision in the NRM is being looked at again."]),
        (
            PersonPageSituation("rg_negative"),
            ["The decision in the NRM was negative. Ask us what you can do now."],
        ),
        (
            PersonPageSituation("cg_negative", waits_for_home_office=True),
            ["The decision in the NRM was negative. You are waiting to hear if it is looked at again."],
        ),
        (PersonPageSituation("moved_on"), ["The final decision in the NRM was positive."]),
        (
            PersonPageSituation("disqualified"),
            ["Your protection in the NRM has ended. Ask us about legal advice now."],
        ),
        (PersonPageSituation("no_grounds", local=YES, local_support=True), [GOES_ON]),
        (
            PersonPageSituation("start", local=YES),
            [
                "You said yes to help from organisations near you. It does not depend on the NRM or the police."
            ],
        ),
        (PersonPageSituation("start", local=YES_FOR_THEM), []),
        (
            PersonPageSituation("start", local=NO, local_support=True),
            ["You said no to help from organisations near you. You can ask for it at any time."],
        ),
        (PersonPageSituation("start", local=NO_FOR_THEM, local_support=True), []),
        (
            PersonPageSituation("start", local=WITHDRAWN, local_support=False),
            [
                "You said that help from organisations near you should stop. "
                "You can ask for it again at any time."
            ],
        ),
        (
            PersonPageSituation("start", local=UNDECIDED),
            ["You can take time to decide about help from organisations near you."],
        ),
        (
            PersonPageSituation("start", local=YES, local_support=False),
            ["Help from organisations near you has ended. You can ask for it again at any time."],
        ),
        (PersonPageSituation("start", local=YES, local_support=True, is_away=True), []),
    ],
)
def test_each_sentence_is_true_of_who_reads_it(situation, sentences):
    assert list_situation_sentences(situation) == sentences


def test_each_stage_has_its_sentence_but_those_of_which_nothing_can_be_said():
    silent = {"start", "no_grounds", "died"}
    assert set(plain.NRM_WORDS) | plain.UNDER_18_STAGES | silent == {stage.code for stage in STAGES}
    assert set(plain.NRM_WORDS) & (plain.UNDER_18_STAGES | silent) == set()


def test_nobody_who_answered_is_told_that_they_can_take_time_to_decide():
    given = [
        GivenAnswer(said, is_own, as_child)
        for said, is_own, as_child in product(ConsentAnswer, (True, False), (True, False))
        if said is not ConsentAnswer.UNDECIDED
    ]
    for stage, nrm, local, runs in product(STAGES, given, given, (None, True, False)):
        found = PersonPageSituation(stage.code, nrm=nrm, local=local, local_support=runs)
        assert [text for text in list_situation_sentences(found) if "decide" in text] == [], found


@pytest.mark.parametrize(
    ("asked_on", "sentence"),
    [
        (datetime.date(2026, 11, 9), plain.LOCAL_ENDED_WORDS),
        (datetime.date(2026, 11, 10), plain.LOCAL_ENDED_WORDS),
        (datetime.date(2026, 11, 11), plain.LOCAL_WANTED_WORDS),
    ],
)
def test_a_yes_after_local_help_ended_is_wanted_again(asked_on, sentence):
    yes = GivenAnswer(ConsentAnswer.YES, on=asked_on)
    ended = datetime.date(2026, 11, 10)
    found = PersonPageSituation("", local=yes, local_support=False, local_until=ended)
    assert list_situation_sentences(found) == [sentence]
