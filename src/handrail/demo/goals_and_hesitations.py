"""What people of the demo want, how they see it, what held them back and what changed, what they said of us."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import cycle
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.relative_dates import get_date_days_before_today
from handrail.demo.simulated_time import SettableClock, use_simulated_clock
from handrail.people.records.models import Case, Need
from handrail.people.recovery.actions import feedback, goals, hesitations, local_providers, outcome_reviews
from handrail.people.recovery.models import (
    CaseFeedback,
    Goal,
    GoalVersion,
    Hesitation,
    HesitationChange,
    LocalProvider,
    OutcomeReview,
)
from handrail.people.recovery.text_choices import (
    CaseFeedbackAnswerMethod,
    FeedbackKind,
    GoalState,
    HesitationChangeExtent,
    HesitationSubject,
    OutcomeAsker,
)
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.reference.models import Body

RUTH, LEAD, LANTERN = "ruth.adeyemi", "gareth.pell", "lantern"
SOFIA, KWAME, MIRELA = "LN-0211-Y", "LN-0400-B", "LN-0417-M"
ACT_TIME: Final = time(11, 20)

# Outcome, who asked, then days ago, place on the scale, words; no place is words alone, no words is silence.
SOFIA_ASSESSMENTS: Final = (
    ("housing", OutcomeAsker.WORKER, ((390, 2, "A room, but the door does not close."), (200, 3, "Quiet. Not mine."),
                               (20, 4, "My own key, and a window to the garden."))),
    ("safety", OutcomeAsker.WORKER, ((390, 1, "I look behind me."), (200, 3, "Less often now."),
                              (20, 4, "I go to the market alone."))),
    ("purpose", OutcomeAsker.WORKER, ((390, None, "I only wait."), (200, 2, "The class on Tuesdays."),
                               (20, 3, "I help the new women with the forms."))),
    ("consistent_support", OutcomeAsker.COLLEAGUE, ((390, 4, "Ruth comes when she says she comes."), (200, None, ""),
                                             (20, 5, "The same person for a year."))),
)  # fmt: skip
KWAME_ASSESSMENTS: Final = (
    ("housing", OutcomeAsker.WORKER, ((38, 2, "Shared with people from that work."), (20, 2, "Still there."),
                               (3, 3, "A friend has a sofa."))),
    ("education", OutcomeAsker.WORKER, ((38, None, ""), (20, 3, "They know the word welder at the college."),
                                 (3, 4, "A test of my skills next month."))),
)  # fmt: skip
MIRELA_ASSESSMENTS: Final = (
    ("housing", OutcomeAsker.WORKER, ((26, 3, "It locks. It is not for long."), (6, 4, "My own room, and I may stay."))),
    ("safety", OutcomeAsker.WORKER, ((26, 1, "He has friends everywhere."), (6, 2, "I slept two nights. Then the red car."))),
    ("consistent_support", OutcomeAsker.COLLEAGUE, ((26, None, ""), (6, 4, "I can ring Ruth, and it is Ruth who answers."))),
)  # fmt: skip
BARRIER_REASONS: Final = (
    ("told_by_exploiter",), ("told_by_exploiter", "immigration"), ("immigration",), ("told_by_exploiter", "reprisal"),
    ("no_place", "told_by_exploiter"), ("no_trust",), ("immigration", "told_by_exploiter"),
)  # fmt: skip
CHANGE_CAUSES: Final = (
    ("support_worker",),
    ("safe_place", "support_worker"),
    (),
    ("cared_for", "support_worker"),
    ("own_language",),
)
HELD_BACK: Final = 18  # enough people for figures that hide small numbers


@dataclass(frozen=True, slots=True)
class _RecoveryActions:
    """Acts on one case by one worker, each on its day."""

    case: Case
    by: Actor
    clock: SettableClock
    today: date

    def on(self, days: int) -> date:
        """Set the clock to that many days ago, never before they met. Gives the day."""
        self.clock.moment = max(
            make_london_time(get_date_days_before_today(self.today, days), ACT_TIME),
            self.case.opened_at + timedelta(hours=1),
        )
        return timezone.localdate()

    def saw(
        self, told: tuple[tuple[str, OutcomeAsker, tuple[tuple[int, int | None, str], ...]], ...]
    ) -> None:
        """How they saw the outcomes, day by day."""
        for outcome, asker, said in told:
            for days, placed, words in said:
                on = self.on(days)
                review = OutcomeReview(
                    case_id=self.case.pk,
                    outcome=outcome,
                    on=on,
                    asker=asker,
                    words=words,
                    placed=placed,
                    silent=not words,
                )
                outcome_reviews.record_outcome_review(review, by=self.by)

    def held_back(
        self, days: int, about: HesitationSubject, reasons: tuple[str, ...], words: str
    ) -> Hesitation:
        """Why they hold back."""
        row = Hesitation(case_id=self.case.pk, about=about, words=words, on=self.on(days))
        return hesitations.record_hesitation(row, reasons=reasons, by=self.by)

    def changed(self, row: Hesitation, days: int, causes: tuple[str, ...], words: str) -> None:
        """What changed their mind."""
        on = max(self.on(days), row.on)
        change = HesitationChange(hesitation=row, turned=HesitationChangeExtent.CHANGED, words=words, on=on)
        hesitations.record_hesitation_change(change, causes=causes, by=self.by)

    def supported_by(self, code: str, days: int, contact: str) -> None:
        """Who supports them locally."""
        provider = LocalProvider(case=self.case, since=self.on(days), contact=contact)
        provider.body = Body.objects.get(code=code)
        local_providers.add_local_provider_to_support_plan(provider, by=self.by)

    def wants(
        self,
        days: int,
        words: str,
        first: str,
        steps: str = "",
        helpers: str = "",
        needs: tuple[UUID, ...] = (),
    ) -> Goal:
        """A goal, said for the first time."""
        said = GoalVersion(words=words, on=self.on(days), first=first, steps=steps, helpers=helpers)
        return goals.record_goal(said, case_id=self.case.pk, needs=needs, by=self.by)


@transaction.atomic
def load_goals_hesitations_and_feedback(cast: DemoLookups, today: date) -> None:
    """Once: a goal is the mark of it."""
    if Goal.objects.exists():
        return
    with use_simulated_clock(timezone.now()) as clock:
        for reference, tell in (
            (SOFIA, _write_sofia_recovery),
            (KWAME, _write_kwame_recovery),
            (MIRELA, _write_mirela_recovery),
        ):
            case = Case.objects.filter(reference=reference, closed_at__isnull=True).first()
            if case is not None:
                tell(_RecoveryActions(case, cast.actors[RUTH], clock, today), cast.actors[LEAD])
        _write_hesitations_of_others(cast.actors[LEAD], today, clock)


def _write_sofia_recovery(acts: _RecoveryActions, lead: Actor) -> None:
    case_id, by = acts.case.pk, acts.by
    acts.supported_by(LANTERN, 400, "Ruth Adeyemi, 07700 900317")
    needs = tuple(Need.objects.filter(case=case_id).order_by("id").values_list("pk", flat=True)[:1])
    words, first = "To rent a place with my own name on the door.", "A room that locks"
    own_door = acts.wants(400, words, first, needs=needs)
    said_on = own_door.versions.get().on
    on = acts.on(30)
    reached = GoalVersion(words=words, on=said_on, first=first, state=GoalState.REACHED, state_on=on)
    reached.state_words = "My name is on the bell."
    goals.record_goal_version(reached, case_id=case_id, goal_id=own_door.pk, seen=1, needs=needs, by=by)
    steps = "Ask at the college about the test\nPractise with Maria on Thursdays"
    acts.wants(60, "To be an interpreter for others like me.", "English, level 2", steps, "Maria, Ruth")
    acts.saw(SOFIA_ASSESSMENTS)
    row = acts.held_back(
        425,
        HesitationSubject.POLICE,
        ("told_by_exploiter", "immigration"),
        "He said they put us on the plane the same night.",
    )
    words = "Ruth came too. The officer sat down and asked if I had eaten."
    acts.changed(row, 418, ("support_worker", "met_the_police"), words)
    _add_feedback(
        acts, 45, FeedbackKind.THANKS, "Nobody asked me to tell it all twice.", CaseFeedbackAnswerMethod.NONE
    )


def _write_kwame_recovery(acts: _RecoveryActions, lead: Actor) -> None:
    acts.supported_by(LANTERN, 38, "Ruth Adeyemi")
    steps = "Certificates from home\nTest at the college\nA bank account"
    welder = "Work as a welder again, with a paper that says so."
    acts.wants(38, welder, "My certificates", steps, "My cousin")
    acts.saw(KWAME_ASSESSMENTS)
    row = acts.held_back(
        39,
        HesitationSubject.POLICE,
        ("told_by_exploiter", "work_and_money"),
        "They told us the police take the wages and send us home.",
    )
    acts.changed(
        row, 8, ("support_worker", "one_person"), "If Ruth is in the room, I will hear what they want."
    )
    acts.held_back(
        39, HesitationSubject.NRM, ("the_process", "work_and_money"), "I want to work. How long must I wait?"
    )
    rang = "I rang three times and nobody rang back."
    _add_feedback(
        acts, 25, FeedbackKind.COMPLAINT, rang, CaseFeedbackAnswerMethod.CALL, within=14
    )  # nobody has answered in time
    evening = "Open one evening: I cannot come in the day."
    idea = _add_feedback(acts, 20, FeedbackKind.IDEA, evening, CaseFeedbackAnswerMethod.CALL, within=14)
    on = acts.on(10)
    words = "Rang him: Thursdays until eight from next month."
    feedback.answer_feedback(case_id=acts.case.pk, feedback_id=idea.pk, words=words, on=on, by=lead)


def _write_mirela_recovery(acts: _RecoveryActions, lead: Actor) -> None:
    acts.supported_by(LANTERN, 28, "Ruth Adeyemi, Tuesdays and Thursdays")
    steps = "Ring her from the centre on Thursdays\nAsk the solicitor what my papers allow"
    together = "My daughter with me, in a school near our door."
    acts.wants(26, together, "To hear her voice", steps, "My sister")
    needs = tuple(Need.objects.filter(case=acts.case, kind="english").values_list("pk", flat=True))
    speak = "To speak for myself, and not wait for somebody to say it for me."
    first = "To sleep. Then a class in the evening, women only"
    acts.wants(6, speak, first, "Ask the college\nRead with Ruth on Thursdays", "Ruth", needs)
    acts.saw(MIRELA_ASSESSMENTS)


def _add_feedback(
    acts: _RecoveryActions,
    days: int,
    kind: FeedbackKind,
    words: str,
    wish: CaseFeedbackAnswerMethod,
    within: int = 0,
) -> CaseFeedback:
    on = acts.on(days)
    said = CaseFeedback(case=acts.case, kind=kind, words=words, on=on, wish=wish)
    said.answer_by = on + timedelta(days=within) if within else None
    return feedback.record_feedback(said, by=acts.by)


def _write_hesitations_of_others(lead: Actor, today: date, clock: SettableClock) -> None:
    """People of one charity who held back before this month began, and what changed it for most of them."""
    month = today.replace(day=1)
    cases = Case.objects.filter(
        owner=lead.body_id,
        closed_at__isnull=True,
        opened_at__lt=make_london_time(month - timedelta(days=8), ACT_TIME),
    ).exclude(reference__in=(SOFIA, KWAME))
    for case, reasons, causes in zip(
        cases.order_by("-opened_at")[:HELD_BACK], cycle(BARRIER_REASONS), cycle(CHANGE_CAUSES), strict=False
    ):
        acts = _RecoveryActions(case, lead, clock, today)
        days = (today - timezone.localtime(case.opened_at).date()).days
        row = acts.held_back(
            days, HesitationSubject.NRM if "no_trust" in reasons else HesitationSubject.POLICE, reasons, ""
        )
        if causes:
            acts.changed(row, days - 5, causes, "")
