"""The questions of a request, one a page, and which test of the Code each of them answers."""

from typing import Any, Final, TypedDict

from handrail.people.information_requests.code_tests import (
    CODE_NAME,
    CODE_TESTS,
    IN_FORCE_FROM,
    IN_FORCE_SOURCE,
    VictimsCodeRequestTest,
)
from handrail.people.information_requests.forms import YES, InformationRequestForm
from handrail.people.information_requests.models.asked_fields import WITH_NOTICE
from handrail.people.information_requests.text_choices import WrittenNoticeAnswer
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui.formatting import format_day
from handrail.platform.ui.multi_step_page import FormStep, MultiStepPage

COUNSELLING: Final = "counselling"
NOTICE_TO: Final = "notice_to"
NOTICE_WHY: Final = "notice_why"
STEPS: Final = (
    FormStep("who", ("who_name", "who_else"), "Who do you ask about?"),
    FormStep("to", ("to",), unanswered=""),
    FormStep("basis", ("basis",)),
    FormStep("what", ("what", "wanted_from", "wanted_until")),
    FormStep("kinds", ("wanted_kinds",)),
    FormStep("enquiry", ("enquiry",)),
    FormStep("necessity", ("necessity", "other_routes")),
    FormStep("handling", ("handling", "third_party")),
    FormStep(
        COUNSELLING,
        ("asks_counselling_notes", "probative_value"),
        reveals={YES: ("probative_value",)},
    ),
    FormStep(
        "notice",
        ("notice", "notice_on", "notice_channel", "language"),
        reveals={"given": ("notice_on", "notice_channel", "language")},
    ),
    FormStep(NOTICE_TO, ("notice_to", "notice_to_words")),
    FormStep(NOTICE_WHY, ("notice_why",)),
    FormStep("views", ("views", "views_words")),
    FormStep("day", ("answer_by",)),
)
"""Of both sides: a question whose field the form does not have is not asked."""


class AskingStepContext(TypedDict):
    """`tests`: of the Code, that this question answers, one a source. `code`: the Code, since when, and its source."""

    tests: list[VictimsCodeRequestTest]
    code: str


class AskInformationPage(MultiStepPage, abstract=True):
    """What one side asks of the other, question by question; nothing is sent before every answer was checked."""

    form_class: type[InformationRequestForm]
    steps = STEPS
    counts_questions = False
    template_name, check_template_name = (
        "information_requests/ask.html",
        "information_requests/ask_check.html",
    )

    def is_asked(self, step: FormStep) -> bool:
        """What the side is not asked, and what follows from whether the person has the notice."""
        if step.fields[0] not in self.form_class.base_fields:
            return False
        notice = self.typed.get("notice", "")
        if step.code == NOTICE_TO:
            return notice in WITH_NOTICE
        return step.code != NOTICE_WHY or notice not in ("", WrittenNoticeAnswer.GIVEN.value)

    def get_step_hint(self, step: FormStep) -> str:
        """What the Code asks of the answer, before the hint of the field."""
        if not self.actor.is_police:
            return ""
        hint: Any = self.form_class.base_fields[step.fields[0]].help_text
        return join_texts(
            [text for text in (*(one.words for one in _list_tests_of(step)), hint) if text], " "
        )

    def get_context_data(self) -> AskingStepContext:
        """The Code, for the police; nothing of it for whoever asks them."""
        code = msg(
            "{code}, in force since {since} ({source}).",
            code=CODE_NAME,
            since=format_day(IN_FORCE_FROM),
            source=IN_FORCE_SOURCE,
        )
        if not self.actor.is_police:
            return {"tests": [], "code": ""}
        step = self._find_step() or self._list_asked_steps()[0]
        told_once = {(one.source, one.confidence): one for one in _list_tests_of(step)}
        return {"tests": list(told_once.values()), "code": code}


def _list_tests_of(step: FormStep) -> list[VictimsCodeRequestTest]:
    fields = (*step.fields, "approval") if step.code == COUNSELLING else step.fields
    return [one for one in CODE_TESTS if one.field in fields]
