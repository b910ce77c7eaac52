"""A call to every local policing body with a deadline in ten days, and short ways to answer it."""

import datetime

from django.utils import timezone

from handrail.areas.calls.actions import calls, return_content, returns
from handrail.areas.calls.models import Call, CallQuestion, Return
from handrail.areas.calls.practice_input import PracticeInput
from support.worlds import shared_world

OURS = "commissioner-lincolnshire"

PRACTICE = PracticeInput(
    title="Navigators",
    words="Two navigators walk beside people from the first day.",
    kind="service",
    phases=("before", "outside"),
    since="March 2025",
)


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def make(by, named=(), **more) -> Call:
    """A call that is not out yet, with one question of each kind."""
    call = Call(**{"title": "What is done before the NRM", "deadline": in_days(10), **more})
    calls.create_draft_call_for_returns(call, named=named, by=by)
    for kind, words, options, required in (
        ("text", "What is done for people who say no?", (), True),
        ("choice", "Is there a lead?", ("Yes", "No"), True),
        ("number", "How many people were met?", (), False),
        ("table", "Where?", ("Town", "Days"), False),
        ("practices", "Which practices?", (), False),
    ):
        wording = {"kind": kind, "words": words, "options": list(options), "required": required}
        calls.add_question(CallQuestion(call=call, **wording), by=by)
    return call


@shared_world
def draft(cast) -> Call:
    return make(cast.collator.actor)


@shared_world
def call(cast, draft) -> Call:
    """The call, sent today."""
    calls.send_call_for_returns_to_bodies(code=draft.code, by=cast.collator.actor)
    draft.refresh_from_db()
    return draft


class Writing:
    """One body's people at one call."""

    def __init__(self, call: Call, writer, signer, body: str = OURS):
        self.at = {"call": call.code, "body": body}
        self.writer, self.signer = writer.actor, signer.actor

    @property
    def row(self) -> Return:
        return Return.objects.get(asked__call__code=self.at["call"], asked__body__code=self.at["body"])

    @property
    def version(self) -> int:
        row = Return.objects.filter(
            asked__call__code=self.at["call"], asked__body__code=self.at["body"]
        ).first()
        return row.version if row else 0

    def answer(self, number=1, value="We go and see them.", seen=0, by=None):
        return_content.answer_question(**self.at, number=number, value=value, seen=seen, by=by or self.writer)

    def both(self):
        self.answer()
        self.answer(2, "Yes")

    def practice(self, told=PRACTICE) -> str:
        return return_content.add_practice(told.build_unsaved_entry(), **self.at, by=self.writer)

    def hand_over(self):
        returns.submit_for_signature(**self.at, seen=self.version, by=self.writer)

    def sign(self, by=None, seen=None):
        return returns.sign_return(**self.at, seen=seen or self.version, by=by or self.signer)

    def submit(self):
        self.both()
        self.hand_over()
        self.sign()


@shared_world
def ours(cast, call) -> Writing:
    """Lincolnshire's return."""
    return Writing(call, cast.commissioner, cast.signatory)
