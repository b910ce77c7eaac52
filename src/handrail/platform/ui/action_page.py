"""Pages as classes: a page says its permission, its title and its form, and performs.

    class ChangePlan(ImprovementPlanActionPage):
        title, form_class = "Change the plan", ImprovementPlanForm

        def perform(self, form: ImprovementPlanForm) -> str:
            change_plan(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
            return "Changed."

Every POST that the page takes is answered with a redirect, errors and concurrent edits included, so that Back and
Reload never ask whether to send a form again. What was typed is kept sealed for that
(platform/access/actions_form_drafts.py), and the page that shows it with its errors answers 200.
A refusal (403, 404) is answered at once.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypedDict

from django import forms
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views import View

from handrail.platform.access.actions_form_drafts import (
    delete_submitted_form_kept_under_token,
    find_submitted_form_kept_under_token,
    save_submitted_form_for_redisplay,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.idempotency import (
    FormAlreadySubmittedError,
    make_idempotency_key_for_form,
    run_once_for_idempotency_key,
)
from handrail.platform.access.roles import Permission
from handrail.platform.access.session_times import was_user_recently_reauthenticated
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.kernel.message_codec import decode_message as unpack_phrase
from handrail.platform.kernel.message_codec import encode_message as pack_phrase
from handrail.platform.kernel.messages import Phrase
from handrail.platform.ui import form_drafts
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.form_drafts import DRAFT
from handrail.platform.ui.form_rendering import TYPED_AGAIN
from handrail.platform.ui.reauthentication import CONFIRM_FIRST, redirect_to_reauthentication
from handrail.platform.ui.record_display import (
    VersionComparison,
    compare_typed_with_saved_values,
    get_saved_values,
)
from handrail.platform.ui.record_form import RecordForm, list_field_and_error_pairs
from handrail.platform.ui.text_directions import close_direction_marks_of_submitted_fields

Saved = Iterable[str] | str | None
WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
SENT_TWICE = "This was sent twice, but saved once."
ENDED = "What you typed was saved for a short time, which has ended. Enter it again."


class ProtectedPage(View):
    """A page behind a permission, which is asked before anything of the page runs.

    A class keyword marks what is no page itself: `abstract=True` the base of a room, `toolkit=True` what rooms build
    on.
    """

    permission: ClassVar[Permission]
    nav: str = ""  # the part of the navigation that is marked as the one the reader is in
    needed: ClassVar[tuple[str, ...]] = ("permission",)
    is_toolkit: ClassVar[bool] = True
    is_abstract: ClassVar[bool] = True
    guard: ClassVar[Callable[..., Any]] = staticmethod(requires_permission)
    http_method_names = ["get", "head", "post", "options"]
    actor: Actor

    def __init_subclass__(cls, *, abstract: bool = False, toolkit: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.is_abstract, cls.is_toolkit = abstract or toolkit, toolkit
        if not toolkit:
            _raise_if_subclassed_too_deep(cls)
        missing = [name for name in cls.needed if not hasattr(cls, name)]
        if missing and not cls.is_abstract:
            raise ImproperlyConfigured(f"{cls.__name__} does not say its {', '.join(missing)}.")

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., Any]:
        """The view for urls.py, behind its permission. The trail names it as it names a function: "change plan"."""
        if cls.is_abstract:
            raise ImproperlyConfigured(f"{cls.__name__} is no page: it is what pages are built on.")
        inner = super().as_view(**initkwargs)

        def page(request: HttpRequest, subject: Any, *args: Any, **kwargs: Any) -> Any:
            return inner(request, subject, *args, **kwargs)

        page.__name__ = WORD.sub("_", cls.__name__.removesuffix("Page")).lower()
        page.__doc__ = cls.__doc__
        page.view_class = cls  # type: ignore[attr-defined]  # as Django marks what it makes of a class
        return cls.guard(cls.permission)(page)  # type: ignore[no-any-return]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Whoever acts comes from the guard as the first argument."""
        super().setup(request, *args, **kwargs)
        self.enter(args[0])
        request.actor, request.nav_place = self.actor, self.nav  # type: ignore[attr-defined]

    def enter(self, subject: Any) -> None:
        """Take what the guard found: here the actor."""
        self.actor = subject

    def load(self, *args: Any, **kwargs: Any) -> None:
        """Fetch what the page is about, by the arguments of its address, through the reader's own row filter."""

    def get_context_data(self) -> Mapping[str, Any]:
        """More variables of the template."""
        return {}


class ActionPageContext(TypedDict):
    """What every page that acts gives its template; `get_context_data` adds the page's own."""

    form: forms.BaseForm
    page: "ActionPage"
    lead: str
    versions: VersionComparison | None
    once: str
    kept_files: list[str]
    file_is_lost: bool
    draft_ended: str


class ActionPage(ProtectedPage, toolkit=True):
    """One form, one action. Needs `permission`, `title`, `form_class`, `back_url` and `perform`."""

    needed: ClassVar[tuple[str, ...]] = ("permission", "title", "form_class", "back_url", "perform")
    form_class: type[forms.BaseForm]
    template_name: str = "act.html"
    asks_again: bool = False  # whether whoever acts gives their password, code or passkey once more
    runs_once: bool = False  # whether it makes something new, so that a form sent twice must do it once
    success_url: str = ""  # where it leads; back_url where it is empty
    record: Any = None  # what a RecordForm edits, or whose version another form carries

    if TYPE_CHECKING:  # each as a plain value or as a property

        @property
        def title(self) -> str: ...
        @property
        def back_url(self) -> str: ...
        @property
        def button(self) -> str: ...
        @property
        def lead(self) -> str:
            """A line under the title."""

        @property
        def tab(self) -> str:
            """What the tab keeps, where the title says who somebody is or sleeps where."""

        def perform(self, form: Any) -> Saved:
            """Call the action. Gives back the sentence that confirms it; may set success_url."""

    else:
        button, lead, tab = "Save", "", ""

    def get_form_kwargs(self) -> dict[str, Any]:
        """What the form is made with, besides what was sent."""
        if issubclass(self.form_class, RecordForm):
            return {"actor": self.actor, "instance": self.record}
        return {"initial": {"seen": self.record.version}} if self.record else {}

    def get_saved_values(self, form: Any) -> dict[str, Any]:
        """What is saved now, by the names of the form, to be shown beside what the reader typed."""
        return get_saved_values(self.record, form) if self.record else {}

    def get_versions(self, form: Any) -> VersionComparison:
        """Both versions after a concurrent edit, as the page shows them."""
        return compare_typed_with_saved_values(form, self.record, self.get_saved_values(form))

    def renew_seen(self, data: QueryDict) -> None:
        """Say in what was sent which version its reader sees now: saving again is a choice made with both in view."""
        data["seen"] = str(self.record.version)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Open the draft that the address names, before anything can say no: whoever typed it may copy it."""
        super().setup(request, *args, **kwargs)
        self.token = request.GET.get(DRAFT, "")
        address = form_drafts.get_page_address_without_kept_form_token(request)
        self.draft = find_submitted_form_kept_under_token(
            self.token, user_id=self.actor.user_id, address=address
        )
        request.draft = self.draft  # type: ignore[attr-defined]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Load, then show or act. What cannot be done now is said by the page that a POST leads to, too."""
        try:
            self.check_state()
            self.load(*args[1:], **kwargs)
            if self.asks_again and not was_user_recently_reauthenticated(request):
                return self._redirect_to_confirmation()
            return super().dispatch(request, *args, **kwargs)
        except ActionNotPossibleError:
            if request.method == "POST":
                return self._show_again()
            raise

    def _redirect_to_confirmation(self) -> HttpResponse:
        """Off to the confirmation and back here. What was typed waits, sealed, until they are back."""
        if self.request.method != "POST":
            return redirect_to_reauthentication(self.request.get_full_path())
        messages.info(self.request, CONFIRM_FIRST)
        return redirect_to_reauthentication(self._keep_as_draft(is_unchecked=True))

    def check_state(self) -> None:
        """Raise ActionNotPossibleError where nothing can be done here now: what a case page asks before it loads."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, empty or as it was sent with what to mend."""
        form, versions = self._form_of_draft(), None
        if self.draft and self.draft.has_conflict and self.record:
            versions = self.get_versions(form)
        return render(
            request, self.template_name, {**self._context(form, versions), **self.get_context_data()}
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check and act, and lead on or back to the form."""
        if TYPED_AGAIN in request.POST:
            return self._show_again(is_unchecked=True)
        form = self._bind(request.POST, form_drafts.merge_sent_and_kept_files(request, self.draft))
        if not form.is_valid():
            return self._show_again()
        return self._act(form)

    def _act(self, form: forms.BaseForm) -> HttpResponse:
        given = self.request.POST.get("once", "") if self.runs_once else ""
        try:
            where = run_once_for_idempotency_key(given=given, do=lambda: self._perform_and_get_url(form))
        except FormAlreadySubmittedError as done:
            messages.success(self.request, SENT_TWICE)
            where = done.where or self.back_url
        except ActionNotPossibleError as no:
            return self._show_again(errors=(("", _encode_if_phrase(no.args[0] if no.args else str(no))),))
        except ValidationError as error:
            return self._show_again(
                errors=tuple(
                    (name, _encode_if_phrase(text)) for name, text in list_field_and_error_pairs(error)
                )
            )
        except ConcurrentEditError as edit:
            shown = self.record is not None
            errors = (("", type(edit).__doc__ or ""),)
            return self._show_again(errors=errors, has_conflict=shown)
        delete_submitted_form_kept_under_token(self.token)
        return HttpResponseRedirect(where)

    def _perform_and_get_url(self, form: forms.BaseForm) -> str:
        said = self.perform(form)
        for sentence in [said] if isinstance(said, str) else said or []:
            messages.success(self.request, sentence)
        return self.success_url or self.back_url

    def _show_again(self, **said: Any) -> HttpResponse:
        return HttpResponseRedirect(self._keep_as_draft(**said))

    def _keep_as_draft(self, **said: Any) -> str:
        """Keep what was sent; the address of the page that shows it."""
        request = self.request
        address = form_drafts.get_page_address_without_kept_form_token(request)
        draft = form_drafts.build_kept_form_from_request(request, self.draft, **said)
        token = self.token if self.draft else ""
        token = save_submitted_form_for_redisplay(
            draft, user_id=self.actor.user_id, address=address, token=token
        )
        return form_drafts.get_page_address_with_kept_form_token(request, token)

    def _form_of_draft(self) -> forms.BaseForm:
        if self.draft is None:
            return self.form_class(**self.get_form_kwargs())
        data = form_drafts.get_draft_form_data(self.draft)
        if self.draft.is_unchecked:
            return self._make_form_without_validation(data)
        if self.draft.has_conflict and self.record:
            self.renew_seen(data)
        form = self._bind(data, form_drafts.get_draft_files(self.draft))
        form.is_valid()
        for name, text in self.draft.errors:
            form.add_error(name if name in form.fields else None, unpack_phrase(text))
        return form

    def _make_form_without_validation(self, data: Any) -> forms.BaseForm:
        form = self.form_class(**self.get_form_kwargs())
        for name, field in form.fields.items():
            if not isinstance(field, forms.FileField):
                form.initial[name] = field.widget.value_from_datadict(data, {}, form.add_prefix(name))
        return form

    def _bind(self, data: Any, files: Any) -> forms.BaseForm:
        return self.form_class(
            close_direction_marks_of_submitted_fields(data), files, **self.get_form_kwargs()
        )

    def _context(self, form: forms.BaseForm, versions: VersionComparison | None) -> ActionPageContext:
        kept = dict(self.draft.fields).get("once", "") if self.draft else ""
        return {
            "form": form,
            "page": self,
            "lead": self.lead,
            "versions": versions,
            "once": (kept or make_idempotency_key_for_form()) if self.runs_once else "",
            "kept_files": [file.name for file in self.draft.files.values()] if self.draft else [],
            "file_is_lost": bool(self.draft and self.draft.lost_files),
            "draft_ended": ENDED if self.token and self.draft is None else "",
        }


def _raise_if_subclassed_too_deep(cls: type[ProtectedPage]) -> None:
    above = [one for one in cls.__mro__[1:] if issubclass(one, ProtectedPage) and not one.is_toolkit]
    if above and not above[0].is_abstract:
        raise ImproperlyConfigured(f"{cls.__name__} extends {above[0].__name__}, which is a page itself.")
    if len(above) > 1:
        raise ImproperlyConfigured(f"{cls.__name__} has more than one base: {above[0].__name__} is enough.")


def _encode_if_phrase(text: str) -> str:
    return pack_phrase(text) if isinstance(text, Phrase) else text
