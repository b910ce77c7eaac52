"""The page of an act: its form, its title, its button, and where it leads. Nothing of it is written by a room."""

import copy
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any, ClassVar

from django.urls import URLPattern, path

from handrail.platform.access.versioned import Versioned
from handrail.platform.records.acts import RecordAct, get_url_name
from handrail.platform.records.record_pages import AddressedPage
from handrail.platform.ui.action_page import ActionPage, Saved
from handrail.platform.ui.record_form import RecordForm, RecordFormMeta


class ActForm(RecordForm):
    """The fields and questions of an act at hand."""

    act_class: ClassVar[type[RecordAct[Any]]]

    def __init__(self, data: Any = None, files: Any = None, *, act: RecordAct[Any], **kwargs: Any) -> None:
        self.act = act
        initial = dict(act.get_initial()) | ({} if act.seen is None else {"seen": act.seen})
        super().__init__(data, files, actor=act.actor, instance=act.record, initial=initial, **kwargs)

    def get_choices(self) -> Mapping[str, Any]:
        return self.act.get_choices()


class RecordActPage(ActionPage, toolkit=True):
    """The page of one act, which `make_act_page` makes."""

    needed = ("permission", "act_class")
    act_class: ClassVar[type[RecordAct[Any]]]
    act: RecordAct[Any]

    def load(self, **lookups: Any) -> None:
        """Find the act, and refuse what cannot be done now before anybody types."""
        self.act = self.act_class.find(self.actor, **lookups)
        self.act.authorise()
        self.act.check_now()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"act": self.act}

    def get_context_data(self) -> Mapping[str, Any]:
        return {"act": self.act, **self.act.get_context_data()}

    def perform(self, form: ActForm) -> Saved:
        """Run the act on what was typed."""
        act = self.act_class(form.instance, by=self.actor, seen=form.cleaned_data.get("seen"))
        act.run(**{name: form.cleaned_data[name] for name in act.questions})
        self.success_url = act.success_url
        return act.say(act.done)

    @property
    def record(self) -> Any:
        """What a concurrent edit is compared with."""
        record = self.act.record
        return record if isinstance(record, Versioned) and not record._state.adding else None

    @property
    def title(self) -> str:
        return self.act.say(self.act.title)

    @property
    def button(self) -> str:
        return self.act.say(self.act.button)

    @property
    def lead(self) -> str:
        return self.act.say(self.act.lead)

    @property
    def tab(self) -> str:
        return self.act.say(self.act.tab)

    @property
    def back_url(self) -> str:
        return self.act.back_url


def make_act_form(act: type[RecordAct[Any]]) -> type[ActForm]:
    """The form of an act: labels, hints and checks from its model, then its further questions."""

    class Meta:
        model, fields, labels = act.model, list(act.fields), dict(act.labels)

    order = act.field_order or (*act.fields, *act.questions)
    said = {Meta.__name__: Meta, "needed": act.required, "field_order": order, "__doc__": act.__doc__}
    asked = {name: copy.deepcopy(field) for name, field in act.questions.items()}
    made: type[ActForm] = RecordFormMeta(f"{act.__name__}Form", (ActForm,), {**said, **asked})
    return made


def make_act_page(
    act: type[RecordAct[Any]], base: type[RecordActPage] = RecordActPage
) -> type[RecordActPage]:
    """The page of an act, as a class that Django serves.

    Args:
        act: what it does.
        base: of the page, where those of a room find their record in their own way.
    """
    said = {
        "act_class": act,
        "form_class": make_act_form(act),
        "permission": act.permission,
        "nav": act.nav,
        "template_name": act.template_name,
        "runs_once": act.makes,
        "asks_again": act.asks_again,
        "__doc__": act.__doc__,
        "__module__": act.__module__,
    }
    return type(f"{act.__name__}Page", (base,), said)


def get_act_page_base(act: type[RecordAct[Any]]) -> type[RecordActPage]:
    """What the page of an act is built on: `page_base` of the act, or the page of any record."""
    return getattr(act, "page_base", RecordActPage)


def make_addresses(*modules: ModuleType) -> list[URLPattern]:
    """The addresses of the acts, lists and records that these modules declare, in their order there.

    Args:
        modules: `acts` and `pages` of a room.
    """
    return [one for module in modules for one in _make_addresses_of_module(module)]


def _make_addresses_of_module(module: ModuleType) -> Iterator[URLPattern]:
    for one in list(vars(module).values()):
        if not isinstance(one, type) or one.__module__ != module.__name__:
            continue
        if issubclass(one, RecordAct) and not one.is_abstract:
            page = make_act_page(one, get_act_page_base(one))
            yield path(one.at + one.address, page.as_view(), name=get_url_name(one))
        elif issubclass(one, AddressedPage) and not one.is_abstract:
            yield path(one.at + one.address, one.as_view(), name=get_url_name(one))
