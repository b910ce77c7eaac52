"""Writing the draft: begun once for a person, saved page by page, read over for a report that names nobody."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.sight import Sight
from handrail.audit.actions import record
from handrail.casework.case.sealing import box_to_write, seal
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say, small
from handrail.nrmform.keeping import packed
from handrail.nrmform.models import Answer, Draft
from handrail.nrmform.permissions import enter_case, enter_draft
from handrail.nrmform.queries.drafts import DraftPage, page_of
from handrail.nrmform.queries.known import known_of
from handrail.nrmform.queries.papers import chosen, hidden
from handrail.nrmform.rules import checking, definition, flow, leaving, papers
from handrail.nrmform.rules.definition import Field, Page
from handrail.nrmform.rules.flow import Given
from handrail.nrmform.stale import StaleAnswer, StaleWords
from handrail.nrmform.states import LIVE, State


@dataclass(frozen=True, slots=True)
class Saving:
    """One page as somebody sends it. `seen` are the versions that they had before them, key by key."""

    page: str
    answers: Mapping[str, Given]
    seen: Mapping[str, int]
    from_case: frozenset[str] = frozenset()


@transaction.atomic
def start(*, case_id: UUID, by: Actor) -> Draft:
    """Begin a draft on the newest version of the form, or give back the one that is being prepared."""
    case, _ = enter_case(case_id, by)
    found = Draft.objects.filter(case=case, state__in=LIVE).first()
    if found is not None:
        return found
    now = timezone.now()
    draft = Draft.objects.create(
        case=case,
        definition=definition.newest().version,
        started_at=now,
        started_by_id=by.user_id,
        changed_at=now,
        changed_by_id=by.user_id,
    )
    record(who=by.who, verb="began a referral form", about=case.pk)
    return draft


@transaction.atomic
def save_page(*, case_id: UUID, draft_id: UUID, saving: Saving, by: Actor) -> tuple[str, ...]:
    """Keep one page. Gives back sentences on what it changed elsewhere in the form.

    Raises StaleAnswer where somebody answered one of its boxes since, NotNow where an answer cannot be kept. The same
    page sent twice is kept once.
    """
    case, sight, draft = enter_draft(case_id, draft_id, by)
    before = page_of(draft, sight)
    page = before.definition.page(saving.page)
    if page is None:
        raise NotNow("That question is not in this version of the form.")
    saving = _with_papers(sight, before, page, saving)
    changed = _changed(before, page, saving)
    _not_stale(before, changed, saving)
    _write(before, draft, changed, saving, by)
    after = before.with_answers(changed)
    if changed:
        draft.changed_at, draft.changed_by_id = timezone.now(), by.user_id
        draft.save(update_fields=["changed_at", "changed_by"])
        record(who=by.who, verb="answered a question of the referral form", about=case.pk, why=page.title)
    return consequences(before, after)


@transaction.atomic
def read_for_report(*, case_id: UUID, draft_id: UUID, read: Mapping[str, int], by: Actor) -> None:
    """Say which words somebody has read and found to tell nothing of who the person is. All others are left out.

    `read` is the version of each that they had before them. Raises StaleWords where one was changed since, and NotNow
    where one says something that is known of the person.
    """
    case, sight, draft = enter_draft(case_id, draft_id, by)
    page = page_of(draft, sight)
    may_be_read = {field.key: (one, field) for one, field in leaving.to_read(page.definition, page.given)}
    chosen = {key for key in read if key in may_be_read}
    if any(page.version(key) != read[key] for key in chosen):
        raise StaleWords
    known = known_of(page)
    told = {key: known.in_text(leaving.spoken(may_be_read[key][1], page.given[key])) for key in chosen}
    faults = [
        say("“{title}” says {quoted}", title=may_be_read[key][0].title, quoted=_quoted(words))
        for key, words in told.items()
        if words
    ]
    if faults:
        raise NotNow(say("Take out first what tells who they are. {faults}.", faults=joined(faults, "; ")))
    for row in Answer.objects.filter(draft=draft, key__in=may_be_read):
        row.read = row.version if row.key in chosen else None
        row.save(update_fields=["read"])
    record(who=by.who, verb="read the form over", about=case.pk, why="for a Duty to Notify report")


@transaction.atomic
def move_to_newest(*, case_id: UUID, draft_id: UUID, by: Actor) -> Draft:
    """Take the draft to the newest version of the form. Every answer stays."""
    case, _, draft = enter_draft(case_id, draft_id, by)
    newest = definition.newest().version
    if draft.definition == newest:
        raise NotNow("This draft is on the newest version of the form already.")
    why = say("{definition} to {newest}", definition=draft.definition, newest=newest)
    draft.definition, draft.changed_at, draft.changed_by_id = newest, timezone.now(), by.user_id
    draft.save(update_fields=["definition", "changed_at", "changed_by"])
    record(who=by.who, verb="moved a referral form to a newer version", about=case.pk, why=why)
    return draft


@transaction.atomic
def put_aside(*, case_id: UUID, draft_id: UUID, because: str, by: Actor) -> Draft:
    """Stop preparing it. It stays readable, and what it holds is suggested in the next."""
    case, _, draft = enter_draft(case_id, draft_id, by)
    if not because.strip():
        raise NotNow("Say why: somebody will look for it.")
    draft.state, draft.changed_at, draft.changed_by_id = State.PUT_ASIDE, timezone.now(), by.user_id
    seal(box_to_write(case.pk), draft, why_aside=because)
    draft.save(update_fields=["state", "changed_at", "changed_by", "why_aside"])
    record(who=by.who, verb="put a referral form aside", about=case.pk)
    return draft


def consequences(before: DraftPage, after: DraftPage) -> tuple[str, ...]:
    """What an answer changed elsewhere: what the form becomes, what was put aside and what came back."""
    then, now = set(before.aside), set(after.aside)
    sentences: list[str] = []
    if (found := flow.route(after.given)) is not flow.route(before.given) and found:
        sentences.append(
            say("This is now a {found}.", found=found.words)
            if found is flow.Route.DTN
            else say("This is now a {low}.", low=_low(found))
        )
    if gone := now - then:
        sentences.append(_gone(len(gone)))
    if back := then & {key for key, _ in after.given.items()} - now:
        sentences.append(_back(len(back)))
    return tuple(sentences)


def _low(found: flow.Route) -> str:
    return small(found.words)


def _gone(count: int) -> str:
    if count == 1:
        return "1 answer no longer applies: kept aside, and in nothing that leaves. Nothing was deleted."
    return say(
        "{count} answers no longer apply: kept aside, and in nothing that leaves. Nothing was deleted.",
        count=count,
    )


def _back(count: int) -> str:
    if count == 1:
        return "1 answer that was kept aside applies again."
    return say("{count} answers that were kept aside apply again.", count=count)


def _quoted(words: tuple[str, ...]) -> str:
    return joined(f"“{word}”" for word in words)


def _changed(before: DraftPage, page: Page, saving: Saving) -> dict[str, Given]:
    """What differs from what is kept, checked as the form checks it."""
    today = timezone.localdate()
    changed: dict[str, Given] = {}
    for field in page.fields:
        if (given := saving.answers.get(field.key)) is None:
            continue
        kept = _checked(before, page, field, given, today)
        if field.key not in before.answers or before.given[field.key] != kept:
            changed[field.key] = kept
    return changed


def _with_papers(sight: Sight, before: DraftPage, page: Page, saving: Saving) -> Saving:
    """The same, once each new paper was found to be one that may go. What the writer cannot see stays chosen."""
    field = next((one for one in page.fields if one.kind == "papers"), None)
    given = saving.answers.get(field.key) if field else None
    if field is None or given is None:
        return saving
    was = before.given.get(field.key, Given()).values
    if (no := papers.why_not(before.given)) and set(given.values) - set(was):
        raise NotNow(no)
    here = chosen(sight, given.values)
    for one in given.values:
        if one not in was or one in here:
            _may_go(here.get(one))
    unseen = hidden(sight, was)
    kept = [one for one in was if one in unseen]
    kept += [one for one in given.values if one in here]
    return replace(saving, answers={**saving.answers, field.key: Given(tuple(dict.fromkeys(kept)))})


def _may_go(paper: papers.Paper | None) -> None:
    if paper is None:
        raise NotNow("That paper is not on this case. Choose from the list.")
    if held := papers.held(paper):
        raise NotNow(say("{name} cannot go with the form. {held}", name=paper.name, held=held))


def _checked(before: DraftPage, page: Page, field: Field, given: Given, today: datetime.date) -> Given:
    try:
        value = checking.checked(before.definition, field, given.value, today)
    except checking.NotAnAnswer as no:
        raise NotNow(say("{field}: {no}", field=field.label, no=no)) from no
    return Given(value, given.unsure and page.unsure and field is page.main and field.kind != "choice")


def _not_stale(before: DraftPage, changed: Mapping[str, Given], saving: Saving) -> None:
    """A box that somebody else changed since is refused, unless both wrote the same."""
    for key in changed:
        if before.version(key) != saving.seen.get(key, 0):
            raise StaleAnswer


def _write(before: DraftPage, draft: Draft, changed: Mapping[str, Given], saving: Saving, by: Actor) -> None:
    box, now = box_to_write(draft.case_id), timezone.now()
    rows = {row.key: row for row in Answer.objects.filter(draft=draft, key__in=changed)}
    for key, given in changed.items():
        row = rows.get(key) or Answer(draft=draft, key=key)
        row.unsure, row.from_case = given.unsure, key in saving.from_case
        row.version, row.changed_at, row.changed_by_id = row.version + 1, now, by.user_id
        seal(box, row, value=packed(given.value))
        row.save()
