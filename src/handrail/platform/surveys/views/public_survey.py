"""The page that people answer: no account, no cookie, nothing of the product on it, in the language they choose."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, NamedTuple, TypedDict

from babel import Locale, UnknownLocaleError
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt

from handrail.platform.access.actions_form_drafts import (
    SubmittedFormKeptForRedisplay,
    delete_submitted_form_kept_under_token,
    find_submitted_form_kept_under_token,
    save_submitted_form_for_redisplay,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Language
from handrail.platform.surveys.actions.answers import answer_survey
from handrail.platform.surveys.form_keys import FORM_KEY, is_valid_form_key_of_survey, make_form_key_of_survey
from handrail.platform.surveys.forms import SurveyAnswerForm
from handrail.platform.surveys.kinds_and_states import ENGLISH
from handrail.platform.surveys.models import Survey
from handrail.platform.surveys.queries import find_survey_by_token
from handrail.platform.ui import form_drafts
from handrail.platform.ui.access_control import public
from handrail.platform.ui.record_form import list_field_and_error_pairs
from handrail.platform.ui.request_rates import TEN_MINUTES, SlidingWindow
from handrail.platform.ui.text_directions import close_direction_marks_of_submitted_fields

NOBODY: Final = 0
"""In the place of a user's number, for drafts: the address, token and all, is part of what seals them."""
LANGUAGE: Final = "lang"
ANSWERS_IN_TEN_MINUTES: Final = 60
"""From one address, counted in memory alone: many people may answer in one place, a program may not."""
SENT = SlidingWindow(TEN_MINUTES)
START_AGAIN = "This form was open for more than a day. Check your answers and send them again."


class SurveyIntroductionAndThanksTexts(NamedTuple):
    """What frames the questions, in the language that was chosen."""

    language: str
    title: str
    purpose: str
    privacy: str
    button: str
    thanks: str


class PublicSurveyContext(TypedDict):
    """What surveys/public.html and surveys/thanks.html show."""

    frame: SurveyIntroductionAndThanksTexts
    body: str
    closes_on: datetime.date
    languages: list[tuple[str, str, bool]]
    form: SurveyAnswerForm | None
    form_key: str
    draft_ended: bool


def mark_as_public_unindexed_survey_page(
    reason: str,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A page for anybody with the link: without a referrer, in no search engine, with a key of its own for forms."""

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return csrf_exempt(public(reason)(guarded))

    return mark


@mark_as_public_unindexed_survey_page(
    "a person with the link answers without a name; nothing of anyone is shown"
)
def public_survey(request: HttpRequest, token: str) -> HttpResponse:
    """The questions in one language, and sending the answers."""
    survey = find_survey_by_token(token)
    if survey is None or not survey.takes_answers:
        return render(request, "surveys/closed.html", {}, status=404)
    language = _get_chosen_survey_language(request, survey)
    if request.method == "POST":
        return _save_survey_answers_and_redirect(request, survey, language)
    given = request.GET.get(form_drafts.DRAFT, "")
    draft = find_submitted_form_kept_under_token(
        given, user_id=NOBODY, address=_get_survey_address(survey, language)
    )
    shown = _build_public_survey_context(survey, language)
    shown["form"], shown["form_key"] = _make_survey_answer_form(survey, language, draft)
    shown["draft_ended"] = bool(given and draft is None)
    return render(request, "surveys/public.html", {**shown})


@mark_as_public_unindexed_survey_page("thanks the person who answered, and says nothing of anyone")
def survey_thanks(request: HttpRequest, token: str) -> HttpResponse:
    """The answers were sent."""
    survey = find_survey_by_token(token)
    if survey is None:
        return render(request, "surveys/closed.html", {}, status=404)
    return render(
        request,
        "surveys/thanks.html",
        {**_build_public_survey_context(survey, _get_chosen_survey_language(request, survey))},
    )


def _save_survey_answers_and_redirect(request: HttpRequest, survey: Survey, language: str) -> HttpResponse:
    if SENT.is_over(str(request.META.get("REMOTE_ADDR", "")), ANSWERS_IN_TEN_MINUTES):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(TEN_MINUTES)
        return response
    form = SurveyAnswerForm(
        close_direction_marks_of_submitted_fields(request.POST), survey=survey, language=language
    )
    key, errors = request.POST.get(FORM_KEY, ""), list[tuple[str, str]]()
    if not is_valid_form_key_of_survey(key, survey.token):
        errors = [("", START_AGAIN)]
    elif form.is_valid():
        try:
            answer_survey(survey.token, language=language, answers=form.get_answers(), form_key=key)
        except ActionNotPossibleError as no:
            errors = [("", str(no))]
        except ValidationError as wrong:
            errors = list_field_and_error_pairs(wrong)
        else:
            delete_submitted_form_kept_under_token(request.GET.get(form_drafts.DRAFT, ""))
            return HttpResponseRedirect(
                _add_language_to_address(reverse("survey_thanks", args=[survey.token]), language)
            )
    draft = SubmittedFormKeptForRedisplay(
        form_drafts.list_submitted_field_names_and_values(request), errors=tuple(errors)
    )
    address = _get_survey_address(survey, language)
    kept = save_submitted_form_for_redisplay(draft, user_id=NOBODY, address=address)
    return HttpResponseRedirect(f"{address}{'&' if '?' in address else '?'}{form_drafts.DRAFT}={kept}")


def _make_survey_answer_form(
    survey: Survey, language: str, draft: SubmittedFormKeptForRedisplay | None
) -> tuple[SurveyAnswerForm, str]:
    """The form as it was sent, with what to mend, under the same key while that holds; or a new one."""
    if draft is None:
        return SurveyAnswerForm(survey=survey, language=language), make_form_key_of_survey(survey.token)
    data: QueryDict = form_drafts.get_draft_form_data(draft)
    form = SurveyAnswerForm(data, survey=survey, language=language)
    form.is_valid()
    for name, text in draft.errors:
        form.add_error(name if name in form.fields else None, text)
    key = str(data.get(FORM_KEY, ""))
    return form, key if is_valid_form_key_of_survey(key, survey.token) else make_form_key_of_survey(
        survey.token
    )


def _build_public_survey_context(survey: Survey, language: str) -> PublicSurveyContext:
    rows = list(survey.translations.all())
    languages = [(ENGLISH, "English", language == ENGLISH)]
    languages += [
        (row.language_id, _get_own_name_of_language(row.language), row.language_id == language)
        for row in rows
    ]
    return {
        "frame": _make_survey_frame_texts(survey, language),
        "body": survey.body.name,
        "closes_on": survey.closes_on,
        "languages": [
            (_add_language_to_address(reverse("public_survey", args=[survey.token]), tag), name, chosen)
            for tag, name, chosen in languages
        ],
        "form": None,
        "form_key": "",
        "draft_ended": False,
    }


def _get_own_name_of_language(language: Language) -> str:
    """“Cymraeg”, as whoever reads it looks for it; the English name where the Unicode data has none."""
    try:
        return Locale.parse(language.tag, sep="-").get_display_name() or language.name
    except (UnknownLocaleError, ValueError):
        return language.name


def _make_survey_frame_texts(survey: Survey, language: str) -> SurveyIntroductionAndThanksTexts:
    for row in survey.translations.all():
        if row.language_id == language:
            return SurveyIntroductionAndThanksTexts(
                language, row.title, row.purpose, row.privacy, row.button, row.thanks
            )
    return SurveyIntroductionAndThanksTexts(
        ENGLISH, survey.title, survey.purpose, "", "Send my answers", "Thank you. Your answers were sent."
    )


def _get_chosen_survey_language(request: HttpRequest, survey: Survey) -> str:
    asked = request.GET.get(LANGUAGE, "")
    return asked if any(row.language_id == asked for row in survey.translations.all()) else ENGLISH


def _get_survey_address(survey: Survey, language: str) -> str:
    return _add_language_to_address(reverse("public_survey", args=[survey.token]), language)


def _add_language_to_address(address: str, language: str) -> str:
    return address if language == ENGLISH else f"{address}?{urlencode({LANGUAGE: language})}"
