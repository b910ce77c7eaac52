"""A frozen result as sentences, and bars with their table, for any page that shows it."""

from typing import Final, NamedTuple

from handrail.insight.survey_results.result_content import SMALLEST_BASE, ResultContent, ResultQuestion
from handrail.platform.documents.charts import DrawingSvgWithAltText, make_drawing_svg_with_alt_text
from handrail.platform.documents.document_tree import BarChart
from handrail.platform.kernel.messages import join_texts, msg

TOO_FEW: Final = msg("Fewer than {base} people answered, so no result is shown.", base=SMALLEST_BASE)
TOO_FEW_OF_QUESTION: Final = msg(
    "Fewer than {base} people answered this question, so no result is shown.", base=SMALLEST_BASE
)
WORDS_BELOW: Final = "Only the organisation that asked reads what they wrote."
LIMITS: Final = (
    "Each number is rounded to a multiple of five, up or down by chance, and was drawn once.",
    "Anyone who had the link could answer, and could answer more than once.",
    "People who answered are not a sample of everyone: the numbers say nothing of those who did not answer.",
)


class SurveyQuestionResult(NamedTuple):
    """One question as a page shows it. `withheld` says why it has no bars."""

    text: str
    base: str
    withheld: str
    drawing: DrawingSvgWithAltText | None
    rows: list[tuple[str, str]]


class SurveyResultDisplay(NamedTuple):
    """A result as a page shows it."""

    base: str
    is_shown: bool
    questions: list[SurveyQuestionResult]
    limits: tuple[str, ...]


def present_survey_result(content: ResultContent) -> SurveyResultDisplay:
    """Everything that a page may say of a result. The same for no answer as for nine."""
    people = content["people"]
    if people is None:
        return SurveyResultDisplay(TOO_FEW, False, [], ())
    return SurveyResultDisplay(
        msg("About {people} people answered.", people=people),
        True,
        [_make_survey_question_result(row) for row in content["questions"]],
        LIMITS,
    )


def describe_answer_base_of_question(question: ResultQuestion) -> str:
    """How many answered one question, in words."""
    if question["answered"] is None:
        return TOO_FEW_OF_QUESTION
    return msg("About {people} people answered this question.", people=question["answered"])


def describe_most_given_answers(content: ResultContent) -> str:
    """What a survey found, in a sentence a question: the answer that most people gave, rounded as it was drawn."""
    found: list[str] = []
    for question in content["questions"]:
        counted = [] if question["answered"] is None else question["answers"]
        most = max((one["people"] for one in counted), default=0)
        if most:
            answers = [one["words"] for one in counted if one["people"] == most]
            found.append(
                msg(
                    "“{question}” Most often: {answers} (about {people} people).",
                    question=question["text"],
                    answers=join_texts(answers, "; "),
                    people=f"{most:,}",
                )
            )
    return join_texts(found, " ")


def _make_survey_question_result(question: ResultQuestion) -> SurveyQuestionResult:
    base = describe_answer_base_of_question(question)
    if question["answered"] is None:
        return SurveyQuestionResult(question["text"], "", base, None, [])
    if question["kind"] == "words":
        return SurveyQuestionResult(question["text"], join_texts([base, WORDS_BELOW], " "), "", None, [])
    pairs = [(_say_answer_on_its_scale(one["words"], question), one["people"]) for one in question["answers"]]
    drawing = make_drawing_svg_with_alt_text(BarChart(tuple(pairs)), question["text"]) if pairs else None
    return SurveyQuestionResult(
        question["text"], base, "", drawing, [(words, f"{people:,}") for words, people in pairs]
    )


def _say_answer_on_its_scale(words: str, question: ResultQuestion) -> str:
    """“2 of 5”: a bare number says nothing without its scale."""
    if question["kind"] != "scale" or not words.isdigit():
        return words
    return msg("{number} of {most}", number=words, most=len(question["answers"]))
