"""A page for the person: to print, or to show on a screen. The worker chooses with them what it shows."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.consent.queries.consents import ConsentRow
from handrail.people.cases.offers.queries.needs import NeedRow, OfferRow
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.records.text_choices import ConsentAnswer, ConsentMatter
from handrail.people.recovery import person_page_words as plain
from handrail.people.recovery import presenters
from handrail.people.recovery.forms import REVEAL_HINTS, ChooseContentsOfPageForVictimForm
from handrail.people.recovery.person_page_situation import (
    find_situation,
    is_away,
    list_situation_sentences,
)
from handrail.people.recovery.plan_offer_categories import get_plan_offer_category_of_service_kind
from handrail.people.recovery.planned_meetings import list_planned_meetings
from handrail.people.recovery.queries.local_providers import LocalProviderRow
from handrail.people.recovery.queries.support_plan import SupportPlanDetail, get_support_plan
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.idempotency import make_idempotency_key_for_form
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import public
from handrail.platform.ui.navigation import get_layout_context

DEFAULTS: dict[str, Any] = {"show": ["plan", "consents", "next"], "reveal": [], "size": "usual"}
SHOW_HINTS = {"goals": "Read these first: they may name a place or a person."}
NEVER_NAMED = "A safe place"
MOST_MEETINGS = 5
OPENED, LEFT = "opened", "left"
"""The mark of one opening of the page, in its address; and in the session, those that were left."""
LONGEST_MARK, MOST_LEFT = 64, 20


class PageForVictimServiceOffers(NamedTuple):
    """What was offered, in plain words; `by` is empty where the service must not be named."""

    name: str
    by: str
    said: str
    result: str


class PageForVictimNeed(NamedTuple):
    """A need under its plain name; `words` are empty unless they are to be shown."""

    name: str
    words: str
    met_on: datetime.date | None
    offers: list[PageForVictimServiceOffers]


class PageForVictimWorkerContact(NamedTuple):
    """The first name of whoever can be asked, and their work phone."""

    name: str
    phone: str


@requires_case_permission(Permission.RECORD)
def choose_contents_of_page_shown_to_victim(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Choose what the page shows, before it is printed or shown."""
    found.case_access.needs(Kind.OUTCOMES)
    _raise_if_not_to_be_given(found)
    return _render_choices_of_page_shown_to_victim(
        request, found, ChooseContentsOfPageForVictimForm(initial=DEFAULTS)
    )


@requires_case_permission(Permission.RECORD)
def support_page_shown_to_victim(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """The page itself: no name of ours, no reference, nothing of danger, and a quick way out."""
    found.case_access.needs(Kind.OUTCOMES)
    _raise_if_not_to_be_given(found)
    opened = request.GET.get(OPENED, "")
    if opened in request.session.get(LEFT, ()):
        return _build_quick_exit_page_response(request)
    form = ChooseContentsOfPageForVictimForm(request.GET if request.GET else DEFAULTS)
    if not form.is_valid():
        return _render_choices_of_page_shown_to_victim(request, found, form)
    show, reveal = set(form.cleaned_data["show"]), set(form.cleaned_data["reveal"])
    page = get_support_plan(found.case_access, *_list_information_kinds_to_read(show, reveal))
    shown = {
        "exit": plain.EXIT_URL,
        "leave": f"{reverse('leave')}?{urlencode({OPENED: opened})}",
        "large": form.cleaned_data["size"] == "large",
        "called": page.case.who.called if page.case.who else "",
        "today": formatting.get_today(),
        "goals": [goal for goal in page.goals if goal.version.state == "going_on"] if "goals" in show else [],
        "reached": [goal for goal in page.goals if goal.version.state == "reached"]
        if "goals" in show
        else [],
        "helpers": "services" in reveal,
        "plan": _build_page_for_victim_needs(page, reveal) if "plan" in show else None,
        "consents": _list_consent_matters_and_answers(page, reveal) if "consents" in show else None,
        "next": _list_next_step_texts(page, reveal) if "next" in show and not found.closed else None,
        "meetings": _list_planned_meeting_texts(found.case_access)
        if "meetings" in reveal and not found.closed
        else [],
        "always": plain.ALWAYS,
        "worker": _find_worker_first_name_and_phone(page) if "worker" in reveal else None,
        "providers": _list_providers_to_name(page) if "services" in reveal else [],
    }
    return render(request, "recovery/person_page.html", shown)


@public("leads away from the person’s own page, whoever is there")
def quick_exit_from_page_for_victim(request: HttpRequest) -> HttpResponse:
    """Where scripts do not work: away, and that opening of the page is over, so that going back does not bring it back.

    It needs no sign-in: whoever leaves must not be asked who they are.
    """
    opened = request.GET.get(OPENED, "")
    if opened and request.user.is_authenticated:
        request.session[LEFT] = [*request.session.get(LEFT, ()), opened[:LONGEST_MARK]][-MOST_LEFT:]
    return _build_quick_exit_page_response(request)


def _raise_if_not_to_be_given(found: CaseOpenToActor) -> None:
    """Nothing is made to give to somebody who has died, nor from a record that is restricted."""
    if found.has_died:
        raise ActionNotPossibleError(
            "This person has died, so there is no summary to give them. "
            "You can record what happened, or close the case."
        )
    found.raise_if_restricted()


def _build_quick_exit_page_response(request: HttpRequest) -> HttpResponse:
    """A white page that leads away by itself and stands in no history."""
    response = render(request, "recovery/exit.html", {"exit": plain.EXIT_URL})
    response.headers["Cache-Control"] = "no-store"
    return response


def _render_choices_of_page_shown_to_victim(
    request: HttpRequest, found: CaseOpenToActor, form: ChooseContentsOfPageForVictimForm
) -> HttpResponse:
    shown = {
        "opened": make_idempotency_key_for_form(),
        "reference": found.reference,
        "form": form,
        "tabs": presenters.build_recovery_tabs(found, "their_page"),
        "show_href": reverse("show_their_page", args=[found.reference]),
        "show_hints": SHOW_HINTS,
        "reveal_hints": REVEAL_HINTS,
    }
    return render(
        request,
        "recovery/person_page_choices.html",
        get_layout_context(request, found.case_access.actor, "cases") | shown,
    )


def _list_information_kinds_to_read(show: set[str], reveal: set[str]) -> list[Kind]:
    """Only what is shown is read, so that the trail says what was shown."""
    tells_of_answers = "consents" in show or ("next" in show and "justice" in reveal)
    wanted = {Kind.IDENTITY: "name" in reveal, Kind.CONSENT: tells_of_answers}
    return [kind for kind, asked in wanted.items() if asked]


def _list_plain_names_with_needs_to_show(
    page: SupportPlanDetail, reveal: set[str]
) -> list[tuple[str, NeedRow]]:
    names = plain.NEEDS | (plain.GUARDED if "justice" in reveal else {})
    return [(names[need.kind], need) for need in page.case.needs or () if need.kind in names]


def _build_page_for_victim_needs(page: SupportPlanDetail, reveal: set[str]) -> list[PageForVictimNeed]:
    return [
        PageForVictimNeed(
            name=name,
            words=need.words if "words" in reveal else "",
            met_on=need.met_on,
            offers=[
                _build_page_for_victim_service_offers(offers, reveal)
                for offers in _group_repeated_offers(need.offers, reveal)
            ],
        )
        for name, need in _list_plain_names_with_needs_to_show(page, reveal)
        if need.offers or need.met_on or ("words" in reveal and need.words)
    ]


def _group_repeated_offers(offers: Iterable[OfferRow], reveal: set[str]) -> list[list[OfferRow]]:
    """Offers that the page calls the same together, the newest last: they are one line of it."""
    groups: dict[tuple[str, str], list[OfferRow]] = {}
    for offer in sorted(offers, key=lambda one: one.answered_on or one.offered_on):
        name = get_plain_offer_kind_name(offer), _name_service_and_provider(offer, reveal)
        groups.setdefault(name, []).append(offer)
    return list(groups.values())


def _is_somewhere_to_sleep(offer: OfferRow) -> bool:
    return get_plan_offer_category_of_service_kind(offer.kind).code == "emergency_housing"


def _name_service_and_provider(offer: OfferRow, reveal: set[str]) -> str:
    """Empty unless services are to be named; where they sleep is never named, nor who runs it, whatever is ticked."""
    if "services" not in reveal or _is_somewhere_to_sleep(offer) or offer.service == NEVER_NAMED:
        return ""
    return msg("{service}, {provider}", service=offer.service, provider=offer.provider)


def _build_page_for_victim_service_offers(
    offers: Sequence[OfferRow], reveal: set[str]
) -> PageForVictimServiceOffers:
    """One line for all of them: the newest of each answer, and what came of each offer."""
    newest = {offer.answer: offer for offer in offers}
    told = [offer for offer in offers if offer is newest[offer.answer]]
    said = join_texts((_describe_offer_answer(offer) for offer in told), " ")
    return PageForVictimServiceOffers(
        name=get_plain_offer_kind_name(offers[-1]),
        by=_name_service_and_provider(offers[-1], reveal),
        said=said if len(offers) == 1 else msg("Offered {count} times. {said}", count=len(offers), said=said),
        result=_join_results_to_show(offers, reveal),
    )


def _join_results_to_show(offers: Sequence[OfferRow], reveal: set[str]) -> str:
    """What came of each, where words are to be shown; of somewhere to sleep never, for it may say where that is."""
    if "words" not in reveal:
        return ""
    return join_texts((one.result for one in offers if one.result and not _is_somewhere_to_sleep(one)), " ")


def _describe_offer_answer(offer: OfferRow) -> str:
    if offer.answer == "accepted":
        return msg(
            "You said yes on {answered_on}.",
            answered_on=formatting.format_day_omitting_current_year(offer.answered_on),
        )
    if offer.answer == "declined":
        return msg(
            "You said no on {answered_on}.",
            answered_on=formatting.format_day_omitting_current_year(offer.answered_on),
        )
    return msg(
        "Offered on {offered_on}. You have not answered yet.",
        offered_on=formatting.format_day_omitting_current_year(offer.offered_on),
    )


def get_plain_offer_kind_name(offer: OfferRow) -> str:
    """The word of the plan; somewhere to sleep is only that."""
    if _is_somewhere_to_sleep(offer):
        return "Somewhere to sleep"
    return get_plan_offer_category_of_service_kind(offer.kind).name


def _list_consent_matters_and_answers(page: SupportPlanDetail, reveal: set[str]) -> list[tuple[str, str]]:
    names = {**plain.MATTERS, **(plain.GUARDED_MATTERS if "justice" in reveal else {})}
    landlords = _list_names_of_providers_of_somewhere_to_sleep(page)
    found = []
    for line in page.case.consents or ():
        matter = ConsentMatter(line.matter)
        if matter is ConsentMatter.SHARING:
            named = {"services", "justice"} <= reveal and line.to_body not in landlords
            found.append(
                (_describe_sharing_consent_matter(line, is_named=named), _describe_consent_answer(line))
            )
        elif matter in names:
            found.append((names[matter], _describe_consent_answer(line)))
    return found


def _list_names_of_providers_of_somewhere_to_sleep(page: SupportPlanDetail) -> frozenset[str]:
    """Who offered them a place: their name can show where it is."""
    offers = (offer for need in page.case.needs or () for offer in need.offers)
    return frozenset(offer.provider for offer in offers if _is_somewhere_to_sleep(offer))


def _describe_sharing_consent_matter(line: ConsentRow, *, is_named: bool) -> str:
    if is_named:
        return msg("Sharing what you told us with {to_body}", to_body=line.to_body)
    return plain.SHARING_WORDS


def _describe_consent_answer(line: ConsentRow) -> str:
    answer = ConsentAnswer(line.said)
    asked_on = formatting.format_day_omitting_current_year(line.asked_on)
    if answer is ConsentAnswer.UNDECIDED:
        return (
            msg("On {asked_on} nothing was decided.", asked_on=asked_on)
            if line.best_interests
            else msg("On {asked_on} you had not decided.", asked_on=asked_on)
        )
    until = (
        msg(", until {until}", until=formatting.format_day_omitting_current_year(line.until))
        if line.until and answer is ConsentAnswer.YES
        else ""
    )
    said = _name_answer(line, answer)
    return msg("{said} on {asked_on}{until}.", said=said, asked_on=asked_on, until=until)


def _name_answer(line: ConsentRow, answer: ConsentAnswer) -> str:
    if line.matter == ConsentMatter.SHARING and answer is ConsentAnswer.WITHDRAWN:
        return plain.SHARING_ENDED_WORDS
    return (plain.BEST_INTERESTS_WORDS if line.best_interests else plain.CONSENT_WORDS)[answer]


def _list_providers_to_name(page: SupportPlanDetail) -> list[LocalProviderRow]:
    landlords = _list_names_of_providers_of_somewhere_to_sleep(page)
    return [line for line in page.providers if line.until is None and line.name not in landlords]


def _list_next_step_texts(page: SupportPlanDetail, reveal: set[str]) -> list[str]:
    newest: dict[str, datetime.date] = {}
    needs = _list_plain_names_with_needs_to_show(page, reveal)
    for _, need in needs:
        for offer in need.offers if not need.met_on else ():
            if offer.answer == "none_yet":
                kind = get_plain_offer_kind_name(offer)
                newest[kind] = max(newest.get(kind, offer.offered_on), offer.offered_on)
    waiting = [
        msg(
            "Tell us what you think: {plain_kind}, offered on {offered_on}.",
            plain_kind=kind,
            offered_on=formatting.format_day_omitting_current_year(on),
        )
        for kind, on in newest.items()
    ]
    sought = (
        {}
        if page.case.events is None
        or is_away(page.case.events)  # not open: whether they are away is not known
        else dict.fromkeys(name for name, need in needs if not (need.offers or need.met_on))
    )
    nothing_yet = [msg("We are looking for something with you: {name}.", name=name) for name in sought]
    situation = find_situation(page.case) if "justice" in reveal else None
    return [*waiting, *nothing_yet, *(list_situation_sentences(situation) if situation else ())]


def _list_planned_meeting_texts(case_access: CaseAccess) -> list[str]:
    """The next contacts that are planned: by which way, on which day, at what time."""
    now = timezone.localtime()
    ahead = [line for line in list_planned_meetings(case_access) if line.is_ahead_at(now)]
    return [
        msg(
            "{channel_words}: {on}{which}",
            channel_words=line.channel_words,
            on=formatting.format_long_day_without_year(line.on),
            which=", " + formatting.format_time(line.at_time) if line.at_time else "",
        )
        for line in ahead[:MOST_MEETINGS]
    ]


def _find_worker_first_name_and_phone(page: SupportPlanDetail) -> PageForVictimWorkerContact | None:
    """The point of contact, or the stand-in of one who has left; None where both have."""
    named = (page.case.contact, page.case.stand_in)
    found = next((worker for worker in named if worker and worker.is_active), None)
    return PageForVictimWorkerContact(found.name.split()[0], found.phone) if found else None
