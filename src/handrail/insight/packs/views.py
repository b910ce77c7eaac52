"""Board packs: the list, a series, a pack as a draft and as it was signed, and what is done with them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple, TypedDict
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from markupsafe import Markup

from handrail.directory.housing.queries.bodies import get_area_code_of_body
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.packs import queries
from handrail.insight.packs.actions import drafts
from handrail.insight.packs.actions import series as series_actions
from handrail.insight.packs.actions.signing import (
    hash_pack_draft,
    send_board_pack_to_signatories,
    sign_and_freeze_board_pack,
)
from handrail.insight.packs.forms import (
    BoardPackTextsForm,
    NewPackSeriesForm,
    PackCommentForm,
    PackCorrectionForm,
    PackMeasureOrderForm,
    PackSeriesForm,
    RestartControlLimitsForm,
    SignPackForm,
)
from handrail.insight.packs.models import BoardPack, PackSeries
from handrail.insight.packs.pack_document import AFTER_MEASURES, ANCHORS_OF_TEXTS, build_pack_document
from handrail.insight.packs.pack_measures import (
    MEASURE_ANCHOR,
    find_notes_shared_by_measures,
    iterate_pack_measure_blocks,
)
from handrail.insight.packs.periods import PeriodKind, format_period
from handrail.insight.packs.permissions import select_signatories
from handrail.insight.packs.published_series import list_published_months, list_published_periods
from handrail.insight.packs.small_measures import (
    find_measures_too_small_for_months,
    format_warning_on_small_measures,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.documents import html
from handrail.platform.documents.document_tree import Block, Document, Heading
from handrail.platform.documents.formats import FORMATS, DocumentFormat, make_document_file
from handrail.platform.documents.serialisation import build_document_from_plain_values
from handrail.platform.followups.forms import FollowUpForm
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.owners import select_bodies_that_may_own_follow_up
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.formatting import plural
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm

NAV: Final = "packs"


class PackSeriesRow(NamedTuple):
    """A series in the list: its packs, and whether the reader can begin the next one now."""

    series: PackSeries
    packs: Sequence[tuple[BoardPack, str]]
    next_period: str


class MeasurePageSection(NamedTuple):
    """One measure of a pack as the page shows it. Without an address the reader has nothing to say on it."""

    blocks: Markup
    name: str
    comment_href: str
    comment_words: str


class PackListContext(TypedDict):
    """What packs/list.html shows."""

    lines: list[PackSeriesRow]
    may_edit: bool


class PackToDo(NamedTuple):
    """What is missing in a draft before it is signed, and who signs. `missing`: words and address, or none."""

    missing: list[tuple[str, str]]
    signatories: list[str]
    sent_at: datetime | None


class PackSeriesPageContext(TypedDict):
    """What packs/series.html shows."""

    line: PackSeriesRow
    measures: list[str]
    may_edit: bool
    warning: str  # of a monthly pack: measures with too few people a month
    actions_href: str


class PackPageContext(TypedDict):
    """What packs/pack.html shows."""

    pack: BoardPack
    document: Document
    lead: Markup
    opening: Markup
    measures: list[MeasurePageSection]
    closing: Markup
    files: list[tuple[str, str]]
    newer: BoardPack | None
    todo: "PackToDo | None"
    may_edit: bool
    may_add_action: bool
    may_sign: bool
    sha256: str


@requires_permission(Permission.VIEW_PACKS)
def packs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The packs of the reader's area."""
    may_edit = actor.may(Permission.EDIT_PACKS)
    months = list_published_months() if may_edit else []
    own = get_own_and_taken_over_body_ids_of_actor(actor)
    lines = [
        _make_pack_series_row(each, months if each.body_id in own else [])
        for each in queries.list_pack_series(actor)
    ]
    shown: PackListContext = {"lines": lines, "may_edit": may_edit}
    return render(request, "packs/list.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_PACKS)
def pack_series(request: HttpRequest, actor: Actor, series_id: UUID) -> HttpResponse:
    """A series: its measures in order, and its packs."""
    found = queries.get_pack_series(actor, series_id)
    may_edit = actor.may(Permission.EDIT_PACKS) and found.body_id in get_own_and_taken_over_body_ids_of_actor(
        actor
    )
    shown: PackSeriesPageContext = {
        "line": _make_pack_series_row(found, list_published_months() if may_edit else []),
        "measures": [MEASURES_BY_KEY[key].name for key in found.measures if key in MEASURES_BY_KEY],
        "may_edit": may_edit,
        "warning": format_warning_on_small_measures(
            found.measures, _find_measures_too_small_for_series(found) if may_edit else ()
        ),
        "actions_href": f"{reverse('actions')}?origin=pack" if actor.may(Permission.VIEW_OVERSIGHT) else "",
    }
    return render(request, "packs/series.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_PACKS)
def pack(request: HttpRequest, actor: Actor, pack_id: UUID) -> HttpResponse:
    """A pack: a draft as its board will read it, or as it was signed."""
    bodies = get_own_and_taken_over_body_ids_of_actor(actor)
    found = queries.get_board_pack(actor, pack_id, bodies)
    is_draft = found.state == "draft"
    document = (
        _build_draft_pack_document(found, bodies)
        if is_draft
        else build_document_from_plain_values(found.signed_pack.content)
    )
    opening, measures, closing = _split_pack_document_at_measures(document)
    may_comment = is_draft and actor.may(Permission.COMMENT_ON_PACKS)
    may_edit = actor.may(Permission.EDIT_PACKS) and found.series.body_id in bodies
    todo = _make_pack_to_do(found, may_edit=may_edit, may_comment=may_comment) if is_draft else None
    shown: PackPageContext = {
        "pack": found,
        "document": document,
        "lead": html.render_runs(document.lead),
        "opening": html.render_blocks(opening),
        "measures": [_make_measure_page_section(found, blocks, actor, may_comment) for blocks in measures],
        "closing": html.render_blocks(closing),
        "files": _list_pack_file_links(found),
        "newer": None if is_draft else queries.find_newer_signed_edition_of_pack(found),
        "todo": todo,
        "may_edit": may_edit,
        "may_add_action": may_edit and actor.may(Permission.WORK_ON_ACTIONS),
        "may_sign": todo is not None and _may_sign_pack(actor, todo),
        "sha256": "" if is_draft else found.signed_pack.sha256,
    }
    return render(request, "packs/pack.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_PACKS)
def board_pack_file(request: HttpRequest, actor: Actor, pack_id: UUID, form: str) -> HttpResponse:
    """A file of a signed pack, as it was made when it was signed; of a draft as it is now, and it says so."""
    known = next((each for each in FORMATS if each.code == form), None)
    if known is None:
        raise Http404
    found = queries.find_signed_board_pack_file(actor, pack_id, form) or _make_draft_board_pack_file(
        actor, pack_id, known
    )
    response = HttpResponse(found.content, content_type=known.media_type)
    name = msg("{title}-{period}.{form}", title=slugify(found.title), period=found.period, form=form)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["ETag"] = f'"{found.sha256}"'
    return response


def _make_draft_board_pack_file(actor: Actor, pack_id: UUID, form: DocumentFormat) -> queries.PackFile:
    """A file of a draft, for those who may open it. Raises RecordNotVisibleError for everybody else."""
    bodies = get_own_and_taken_over_body_ids_of_actor(actor)
    found = queries.get_board_pack(actor, pack_id, bodies)
    made = make_document_file(_build_draft_pack_document(found, bodies), form)
    title = msg("Draft {title}", title=found.series.title)
    return queries.PackFile(title, found.period, made.content, made.sha256)


def _make_pack_series_row(row: PackSeries, months: Sequence[Any]) -> PackSeriesRow:
    packs = [(each, format_period(each.period)) for each in row.packs.all()]
    wanted = queries.find_period_of_next_pack(row, months) if months else ""
    is_free = all(each.state == "signed" for each, _ in packs)
    return PackSeriesRow(row, packs, format_period(wanted) if wanted and is_free else "")


def _make_pack_to_do(found: BoardPack, *, may_edit: bool, may_comment: bool) -> PackToDo:
    """What a draft still lacks: each with the page where it is mended, for those who may."""
    write = reverse("write_pack", args=[found.pk]) if may_edit else ""
    missing = [
        (words, write)
        for is_there, words in (
            (found.summary, "What the board needs to know"),
            (found.board_on, "The date of the board"),
        )
        if not is_there
    ]
    said = {each.measure for each in found.comments.all()}
    missing += [
        (
            msg("A comment on: {name}", name=MEASURES_BY_KEY[key].name),
            reverse("comment_on_pack", args=[found.pk, key]) if may_comment else "",
        )
        for key in found.series.measures
        if key in MEASURES_BY_KEY and key not in said
    ]
    signatories = list(select_signatories(found.series.body_id).values_list("name", flat=True))
    return PackToDo(missing, signatories, found.asked_to_sign_at)


def _may_sign_pack(actor: Actor, todo: PackToDo) -> bool:
    """Whether the page offers it: whoever puts packs together signs where nobody else does."""
    is_editor = actor.may(Permission.EDIT_PACKS)
    return actor.may(Permission.SIGN_PACKS) and not (is_editor and bool(todo.signatories))


def _build_draft_pack_document(found: BoardPack, bodies: frozenset[int]) -> Document:
    return build_pack_document(
        found, queries.read_figures_of_pack(found), queries.list_actions_of_pack(found, bodies), on=today()
    )


def _split_pack_document_at_measures(
    document: Document,
) -> tuple[tuple[Block, ...], list[tuple[Block, ...]], tuple[Block, ...]]:
    """What comes before the measures, each measure, and what follows them."""
    blocks = document.blocks
    starts = [
        n
        for n, block in enumerate(blocks)
        if isinstance(block, Heading) and block.anchor.startswith(MEASURE_ANCHOR)
    ]
    end = next(
        n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.anchor == AFTER_MEASURES
    )
    starts = starts or [end]
    parts = [
        blocks[first:last] for first, last in zip(starts, [*starts[1:], end], strict=True) if first < last
    ]
    return blocks[: starts[0]], parts, blocks[end:]


def _make_measure_page_section(
    found: BoardPack, blocks: tuple[Block, ...], actor: Actor, may_comment: bool
) -> MeasurePageSection:
    heading = blocks[0]
    assert isinstance(heading, Heading)
    key = heading.anchor.removeprefix(MEASURE_ANCHOR)
    there = any((each.measure, each.body_id) == (key, actor.body_id) for each in found.comments.all())
    href = reverse("comment_on_pack", args=[found.pk, key]) if may_comment else ""
    words = "Change our comment" if there else "Comment"
    return MeasurePageSection(html.render_blocks(blocks), heading.text, href, words)


def _list_pack_file_links(found: BoardPack) -> list[tuple[str, str]]:
    return [(each.name, reverse("pack_file", args=[found.pk, each.code])) for each in FORMATS]


class AddPackSeriesPage(ActionPage):
    """Set up a board pack, and begin the first."""

    permission, nav = Permission.EDIT_PACKS, NAV
    title, button, form_class, runs_once = (
        "Set up a board pack",
        "Create the first pack",
        NewPackSeriesForm,
        True,
    )
    template_name = "packs/choose_measures.html"

    @property
    def back_url(self) -> str:
        return reverse("packs")

    def get_form_kwargs(self) -> dict[str, Any]:
        months = [each.month for each in list_published_months()]
        small = find_measures_too_small_for_months(
            get_area_code_of_body(self.actor.body_id) or COUNTRY, months
        )
        return super().get_form_kwargs() | {"instance": PackSeries(), "months": months, "small": small}

    def perform(self, form: NewPackSeriesForm) -> str:
        made = series_actions.create_pack_series(
            form.instance, form.get_measures(), period=form.cleaned_data["period"], by=self.actor
        )
        self.success_url = reverse("pack", args=[made.pk])
        created = "Draft pack created. Add what the board needs to know, and comments."
        return _add_warning_on_small_measures(created, form)


class PackSeriesActionPage(ActionPage, abstract=True):
    """What changes a series."""

    permission, nav = Permission.EDIT_PACKS, NAV
    series: PackSeries

    @property
    def back_url(self) -> str:
        return reverse("pack_series", args=[self.series.pk])

    @property
    def lead(self) -> str:
        return str(self.series.title)

    def load(self, series_id: UUID) -> None:
        self.series = self.record = queries.get_pack_series(self.actor, series_id)


class ChangePackSeriesPage(PackSeriesActionPage):
    """Change which measures are in a pack."""

    title, form_class, lead = "Change the pack", PackSeriesForm, ""
    template_name = "packs/choose_measures.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"small": _find_measures_too_small_for_series(self.series)}

    def get_saved_values(self, form: PackSeriesForm) -> dict[str, Any]:
        return super().get_saved_values(form) | {
            name: field.initial for name, field in form.fields.items() if name.startswith("measures_")
        }

    def perform(self, form: PackSeriesForm) -> str:
        series_actions.change_pack_series(
            form.instance, form.get_measures(), seen=form.cleaned_data["seen"], by=self.actor
        )
        return _add_warning_on_small_measures(
            "Changed. Drafts show it now; signed packs do not change.", form
        )


def _find_measures_too_small_for_series(series: PackSeries) -> frozenset[str]:
    """Two statements for a monthly series, none for a quarterly one."""
    if series.period_kind == PeriodKind.QUARTER:
        return frozenset()
    months = [each.month for each in list_published_months()]
    return find_measures_too_small_for_months(series.area_code, months)


def _add_warning_on_small_measures(said: str, form: PackSeriesForm) -> str:
    """To whoever just chose them for a monthly pack."""
    small = () if form.instance.period_kind == PeriodKind.QUARTER else form.small
    warning = format_warning_on_small_measures(form.get_measures(), small)
    return msg("{said} {warning}", said=said, warning=warning) if warning else said


class OrderPackMeasuresPage(PackSeriesActionPage):
    """Put the measures of a pack in order."""

    title, form_class = "Order of the measures", PackMeasureOrderForm

    def get_form_kwargs(self) -> dict[str, Any]:
        names = [(key, MEASURES_BY_KEY[key].name) for key in self.series.measures if key in MEASURES_BY_KEY]
        return super().get_form_kwargs() | {"measures": names}

    def get_saved_values(self, form: PackMeasureOrderForm) -> dict[str, Any]:
        return {f"place_{key}": place for place, key in enumerate(self.series.measures, 1)}

    def perform(self, form: PackMeasureOrderForm) -> str:
        series_actions.change_pack_series(
            self.series, form.get_measures(), seen=form.cleaned_data["seen"], by=self.actor
        )
        return "Order of measures saved."


class RestartControlLimitsPage(PackSeriesActionPage):
    """Begin the limits of the charts again, with a reason."""

    title, button, form_class = "Restart the usual range", "Restart", RestartControlLimitsForm

    @property
    def lead(self) -> str:
        first = format_period(self.series.limits_from)
        return msg(
            "The usual range starts from {first}. Only restart it if something changed permanently.",
            first=first,
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        published = list_published_periods(self.series.period_kind)
        later = [each for each in published if each > self.series.limits_from]
        return super().get_form_kwargs() | {"periods": later[::-1], "initial": {"limits_why": ""}}

    def get_saved_values(self, form: RestartControlLimitsForm) -> dict[str, Any]:
        return {"period": self.series.limits_from, "limits_why": self.series.limits_why}

    def perform(self, form: RestartControlLimitsForm) -> str:
        said = form.cleaned_data
        series_actions.restart_control_limits(form.instance, said["period"], seen=said["seen"], by=self.actor)
        return "Usual range restarted. Drafts show it now; signed packs do not change."


class CreateNextPackPage(PackSeriesActionPage):
    """Begin the pack of the next period: one press."""

    title, button, form_class = "Create the next pack", "Create", ConfirmForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ConfirmForm) -> str:
        made = series_actions.create_next_pack(self.series.pk, by=self.actor)
        self.success_url = reverse("pack", args=[made.pk])
        return msg(
            "Draft pack for {period} created, with the same measures in the same order and all open actions. "
            "What changed is at the top.",
            period=format_period(made.period),
        )


class PackActionPage(ActionPage, abstract=True):
    """What changes a pack."""

    permission, nav = Permission.EDIT_PACKS, NAV
    pack: BoardPack

    @property
    def back_url(self) -> str:
        return reverse("pack", args=[self.pack.pk])

    @property
    def lead(self) -> str:
        return msg("{title}, {period}", title=self.pack.series.title, period=format_period(self.pack.period))

    def load(self, pack_id: UUID, **more: Any) -> None:
        self.pack = queries.get_board_pack(self.actor, pack_id)


class EditPackTextsPage(PackActionPage):
    """Write what the board needs to know."""

    title, form_class = "Write the pack", BoardPackTextsForm

    def load(self, pack_id: UUID, **more: Any) -> None:
        self.pack = self.record = queries.get_board_pack(self.actor, pack_id)

    def perform(self, form: BoardPackTextsForm) -> str:
        drafts.save_board_pack_texts(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        written = (
            field for field in ANCHORS_OF_TEXTS if field in form.changed_data and form.cleaned_data[field]
        )
        if field := next(written, ""):
            self.success_url = f"{self.back_url}#{ANCHORS_OF_TEXTS[field]}"
        return "Saved."


class CommentedFigureContext(TypedDict):
    """What packs/comment.html shows beside its form."""

    figure: Markup


class CommentOnPackPage(PackActionPage):
    """Say what is behind a figure."""

    permission, form_class = Permission.COMMENT_ON_PACKS, PackCommentForm
    template_name = "packs/comment.html"

    @property
    def back_url(self) -> str:
        return f"{super().back_url}#{MEASURE_ANCHOR}{self.kwargs['measure']}"

    @property
    def title(self) -> str:
        return msg("Comment on: {name}", name=MEASURES_BY_KEY[self.kwargs["measure"]].name)

    def load(self, pack_id: UUID, **more: Any) -> None:
        super().load(pack_id)
        if more["measure"] not in self.pack.series.measures or more["measure"] not in MEASURES_BY_KEY:
            raise Http404
        self.comment = queries.find_or_build_pack_comment(self.pack, more["measure"], self.actor.body_id)
        self.record = None if self.comment._state.adding else self.comment

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.comment}

    def get_context_data(self) -> CommentedFigureContext:
        """The figure that is commented on, as the pack shows it."""
        figures = queries.read_figures_of_pack(self.pack)
        shared = find_notes_shared_by_measures(self.pack, figures)
        key, area = self.kwargs["measure"], self.pack.series.area_name
        blocks = tuple(iterate_pack_measure_blocks(self.pack, key, figures, area, shared))
        return {"figure": html.render_blocks(blocks[1:])}

    def perform(self, form: PackCommentForm) -> str:
        drafts.save_comment_on_board_pack_measure(
            form.instance, seen=form.cleaned_data.get("seen"), by=self.actor
        )
        return "Comment added with your name."


class AddActionToPackPage(PackActionPage):
    """Keep an action that the board is told of."""

    permission = Permission.WORK_ON_ACTIONS
    title, button, form_class, runs_once = "An action", "Add the action", FollowUpForm, True

    @property
    def back_url(self) -> str:
        return f"{super().back_url}#actions"

    def get_form_kwargs(self) -> dict[str, Any]:
        series = self.pack.series
        return super().get_form_kwargs() | {
            "instance": FollowUp(),
            "owners": select_bodies_that_may_own_follow_up(series.body_id, series.force_id),
        }

    def perform(self, form: FollowUpForm) -> str:
        drafts.add_follow_up_promised_in_board_pack(self.pack.pk, form.instance, by=self.actor)
        return "The action will be in this pack and each later one until it is done."


class SendPackToSignatoriesPage(PackActionPage):
    """Ask whoever signs to read the draft and sign it."""

    title, button, form_class = "Send to the signatory", "Send", ConfirmForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ConfirmForm) -> str:
        asked = send_board_pack_to_signatories(self.pack.pk, by=self.actor)
        return msg(
            "Sent to {people}. They have a message, and it is on their home page.",
            people=plural(asked, "person", "people"),
        )


class SignPackPage(PackActionPage):
    """Sign a pack: it is frozen with its figures."""

    asks_again = True
    permission, title, button, form_class = Permission.SIGN_PACKS, "Sign the pack", "Sign it", SignPackForm
    template_name = "packs/sign.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        if self.pack.state != "draft":
            return {}
        return {
            "initial": {
                "shown": hash_pack_draft(
                    _build_draft_pack_document(
                        self.pack, get_own_and_taken_over_body_ids_of_actor(self.actor)
                    )
                )
            }
        }

    def perform(self, form: SignPackForm) -> str:
        sign_and_freeze_board_pack(self.pack.pk, shown=form.cleaned_data["shown"], by=self.actor)
        return "Pack signed. The board can now read it."


class CreateCorrectionEditionPage(PackActionPage):
    """Begin a new edition of a signed pack."""

    title, button, form_class = "Correct a signed pack", "Start the new edition", PackCorrectionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "instance": BoardPack(series=self.pack.series, edition=self.pack.edition + 1)
        }

    def perform(self, form: PackCorrectionForm) -> str:
        made = series_actions.create_correction_edition(self.pack, form.cleaned_data["note"], by=self.actor)
        self.success_url = reverse("pack", args=[made.pk])
        return "New edition started as a draft. The signed edition does not change."
