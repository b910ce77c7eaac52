"""Something that a person may do with a record, said once.

    class PublishStrategy(StrategyAct[StrategyEdition]):
        title, button, verb = "Publish the plan", "Publish", "published a strategic plan"
        address = "publish/"
        only_while = ("draft", "varying")
        done = "The plan is published."

        def perform(self) -> StrategyEdition: ...

    PublishStrategy(plan, by=actor).run()

The record carries what is written into its own fields (`fields`); further questions are form fields of the class, and
reach `perform` as its keyword arguments. `run` is how everybody calls an act: its page, an import, the demo, a test.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol, Self
from uuid import UUID

from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import models, transaction

from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.versioned import Versioned
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.kernel.messages import Phrase, msg
from handrail.platform.ui.url_cache import get_url

ADDRESS_PART = re.compile(r"<(?:\w+:)?(\w+)>")
PLACE_IN_TEXT = re.compile(r"\{(\w+)\}")
CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Answer(Enum):
    """May this be done now?"""

    YES = auto()
    NOT_NOW = auto()
    NOT_FOR_YOU = auto()


class Possibility(NamedTuple):
    """The answer with its reason, which is empty for a yes. True where it may be done."""

    answer: Answer
    reason: str = ""

    def __bool__(self) -> bool:
        return self.answer is Answer.YES


class PerformingAct[**P, Result](Protocol):
    """An act as `run` sees it."""

    def perform(self, *args: P.args, **kwargs: P.kwargs) -> Result:
        """What the act does."""


class RunMethod:
    """`act.run(...)` takes what `perform` of its class takes and returns what that returns, for mypy as well."""

    def __get__[**P, Result](self, act: PerformingAct[P, Result], owner: type[Any]) -> Callable[P, Result]:
        return partial(run_act, act)


class RecordAct[Record: models.Model]:
    """One act at hand: on which record, by whom. A class keyword `abstract=True` marks the base of a room.

    Attributes that a class says:
        model: of the record.
        permission: that whoever acts needs.
        title, button, lead: of its page. In a text `{name}` is an attribute of the act; what needs more is a property.
        link: of what leads to its page; the title without it.
        done: the sentence that confirms it.
        verb: what the trail says was done.
        address: of its page, after `at`, which the base of a room says. Its parts are named like attributes of the
            record: `pk`, `number`, `strategy_id`.
        url_name: the name of the address; "" for the class's own name.
        makes: whether the record is new.
        within: the foreign key to the record that is locked with it, and through which it is found.
        fields: of the model that are asked and written.
        labels: of fields that are asked in other words here.
        required: those among them that must be answered here though the model may hold them empty.
        field_order: the questions in their order on the page, where it is not fields first.
        only_while: the states of the record, or of the one it is within, in which it may be done.
        not_now: the sentence where its state does not allow it.
    """

    model: ClassVar[type[models.Model]]
    permission: ClassVar[Permission]
    at: ClassVar[str] = ""
    address: ClassVar[str] = ""
    url_name: ClassVar[str] = ""
    nav: ClassVar[str] = ""
    template_name: ClassVar[str] = "act.html"
    makes: ClassVar[bool] = False
    asks_again: ClassVar[bool] = False  # whether whoever acts gives their password, code or passkey once more
    within: ClassVar[str] = ""
    fields: ClassVar[tuple[str, ...]] = ()
    labels: ClassVar[Mapping[str, str]] = {}
    required: ClassVar[tuple[str, ...]] = ()
    field_order: ClassVar[tuple[str, ...]] = ()
    only_while: ClassVar[tuple[str, ...]] = ()
    not_now: ClassVar[str] = ""
    questions: ClassVar[Mapping[str, forms.Field]] = {}
    is_abstract: ClassVar[bool] = True
    result: Any = None
    run = RunMethod()

    # Each is a plain value or a property, which may use the record, and `result` once it is done.
    if TYPE_CHECKING:

        @property
        def title(self) -> str: ...
        @property
        def verb(self) -> str: ...
        @property
        def button(self) -> str: ...
        @property
        def link(self) -> str: ...
        @property
        def lead(self) -> str: ...
        @property
        def done(self) -> str: ...
        @property
        def tab(self) -> str:
            """What the tab keeps, where the title says who somebody is or sleeps where."""

    else:
        button, link, lead, tab, done = "Save", "", "", "", "Saved."

    def __init_subclass__(cls, *, abstract: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.is_abstract = abstract
        own = {name: value for name, value in vars(cls).items() if isinstance(value, forms.Field)}
        cls.questions = {**cls.questions, **own}
        if not abstract:
            _check_declaration(cls)

    def __init__(self, record: Record, *, by: Actor, seen: int | None = None) -> None:
        """Take the act in hand.

        Args:
            record: as it was fetched, or new; its `fields` hold what is to be written.
            by: who acts.
            seen: the version that they saw; the record's own without it.
        """
        self.record, self.actor = record, by
        self.given = record
        self.seen = seen if seen is not None else self.get_version()

    # What a room says beside its attributes

    @classmethod
    def select_rows(cls, actor: Actor) -> models.QuerySet[Any]:
        """The records, or those they are within, that are open to whoever acts: no other is found or locked."""
        rows: Any = cls.get_root_model()._default_manager
        return rows.visible_to(actor)  # type: ignore[no-any-return]

    def authorise(self) -> None:
        """Raise Denied or NotVisible where this person may not do it with this record, whatever its state."""

    def check_now(self) -> None:
        """Raise ActionNotPossibleError where it cannot be done as things stand."""
        state = getattr(self.root, "state", "")
        if self.only_while and state not in self.only_while:
            raise ActionNotPossibleError(self.not_now or _explain_wrong_state(self.root))

    def perform(self, *args: Any, **kwargs: Any) -> Any:
        """Do it: by default the record is saved as it is. Returns the result of `run`."""
        self.save()
        return self.record

    def get_version(self) -> int | None:
        """What a page shows as seen, and what differs once somebody else saved. None where nothing can differ."""
        if self.record._state.adding:
            return None
        return getattr(self.record, "version", None)

    def refuse_stale(self) -> None:
        """Say that somebody saved since: with both versions, or in a sentence of its own."""
        raise ConcurrentEditError(typed=self.given, saved=self.record)

    def get_choices(self) -> Mapping[str, Any]:
        """What may be chosen, by the name of the question, where that depends on the record or on who acts."""
        return {}

    def get_initial(self) -> Mapping[str, Any]:
        """What questions hold before anybody answers."""
        return {}

    def get_audit_note(self) -> str:
        """What the trail says beside the verb, without a name of a person in a file."""
        return ""

    def get_file_id(self) -> UUID | None:
        """The file that the trail says it was done to."""
        return None

    @property
    def back_url(self) -> str:
        """Where its page leads back, and where whoever acted is led."""
        raise NotImplementedError

    @property
    def success_url(self) -> str:
        """Where whoever acted is led, where that is another page."""
        return self.back_url

    def get_context_data(self) -> Mapping[str, Any]:
        """What a template of its own shows beside the questions."""
        return {}

    # What comes of it

    @classmethod
    def get_root_model(cls) -> type[models.Model]:
        """The model of the record, or of the one that it is within."""
        if not cls.within:
            return cls.model
        return cls.model._meta.get_field(cls.within).related_model  # type: ignore[return-value]

    def say(self, text: str) -> str:
        """A text of the class with its values in their places."""
        names = () if isinstance(text, Phrase) else PLACE_IN_TEXT.findall(text)
        return msg(text, **{name: getattr(self, name) for name in names}) if names else text

    @property
    def link_text(self) -> str:
        """Of the button that leads to its page."""
        return self.say(self.link or self.title)

    @property
    def url(self) -> str:
        """The address of its page."""
        names = ADDRESS_PART.findall(self.at + self.address)
        return get_url(get_url_name(type(self)), *(getattr(self.record, name) for name in names))

    @property
    def root(self) -> Any:
        """The record, or the one that it is within: what is found through the row filter, and locked."""
        return getattr(self.record, self.within) if self.within else self.record

    @classmethod
    def find(cls, actor: Actor, **lookups: Any) -> Self:
        """The act on the record that an address names. Raises NotVisible where none is open to the actor."""
        if not cls.within:
            made: Any = cls.model() if cls.makes else get_or_refuse(cls.select_rows(actor), lookups)
            return cls(made, by=actor)
        root = get_or_refuse(cls.select_rows(actor), {"pk": lookups.pop(f"{cls.within}_id")})
        if cls.makes:
            return cls(cls.model(**{cls.within: root}), by=actor)  # type: ignore[arg-type]
        record = get_or_refuse(cls.model._default_manager.filter(**{cls.within: root}), lookups)
        setattr(record, cls.within, root)
        return cls(record, by=actor)

    def ask(self) -> Possibility:
        """May this be done now? The one answer for buttons, the page and `run`; asks the database for nothing more."""
        try:
            require_permission(self.actor, self.permission)
            self.authorise()
            self.check_now()
        except ActionNotPossibleError as no:
            return Possibility(Answer.NOT_NOW, no.args[0] if no.args else "")
        except Denied as no:
            return Possibility(Answer.NOT_FOR_YOU, str(no))
        return Possibility(Answer.YES)

    def open_transaction(self) -> AbstractContextManager[Any]:
        """Within what it is done."""
        return transaction.atomic()

    def lock(self) -> None:
        """Lock the row that others may change at once, and take it as it is now. Raises NotVisible."""
        if self.within:
            root = self.root
            setattr(self.record, self.within, _lock_or_refuse(self.select_rows(self.actor), root.pk))
        if not self.record._state.adding:
            rows = self.model._default_manager.all() if self.within else self.select_rows(self.actor)
            self.take_locked(_lock_or_refuse(rows, self.record.pk))

    def take_locked(self, locked: Any) -> None:
        """Go on with the row as it is now: `put_answers` writes into it what was given."""
        if self.within:
            setattr(locked, self.within, self.root)
        self.record = locked

    def put_answers(self) -> None:
        """What was given goes into the locked row, once nothing speaks against it."""
        for name in self.fields:
            setattr(self.record, name, getattr(self.given, name))

    def save(self) -> None:
        """Validate the record and save it: once, at the end of `perform`. Raises ValidationError by field."""
        _raise_if_unanswered(self.record, self.required)
        if isinstance(self.record, Versioned):
            self.record.save_by(self.actor)
            return
        self.record.full_clean()
        self.record.save()

    def write_trail(self) -> None:
        """Say in the trail what was done, in its transaction."""
        write_audit_record(
            who=self.actor.who, verb=self.verb, about=self.get_file_id(), why=self.get_audit_note()
        )


def run_act(act: Any, *args: Any, **answers: Any) -> Any:
    """Do what an act says: authorise, lock, check, perform and record, in one transaction.

    Args:
        act: at hand.
        args: of `perform`.
        answers: to its questions, by name.

    Returns:
        What `perform` returns.

    Raises:
        Denied: it is not for this person.
        ActionNotPossibleError: it cannot be done now; the sentence says why.
        ConcurrentEditError: somebody saved the record since it was seen.
        ValidationError: an answer or a field is wrong, by name.
    """
    with act.open_transaction():
        require_permission(act.actor, act.permission)
        act.lock()
        act.authorise()
        act.check_now()
        if act.seen != act.get_version():
            act.refuse_stale()
        act.put_answers()
        _check_answers(act, answers)
        act.result = act.perform(*args, **answers)
        act.write_trail()
    return act.result


def list_possible[Act: RecordAct[Any]](
    acts: Iterable[type[Act]], record: models.Model, actor: Actor
) -> list[Act]:
    """Which acts may be done with a record now, for its buttons.

    Args:
        acts: in the order of the buttons.
        record: as it was fetched.
        actor: who reads the page.

    Returns:
        The possible ones, at hand, in the same order.
    """
    return [act for each in acts if (act := each(record, by=actor)).ask()]


def get_url_name(declaration: Any) -> str:
    """The name of an address of an act or a page: as it is said, or the name of the class in small letters."""
    return declaration.url_name or CAPITAL.sub("_", declaration.__name__.removesuffix("Page")).lower()


def _check_answers(act: RecordAct[Any], answers: Mapping[str, Any]) -> None:
    """What a page would refuse is refused to every caller."""
    wrong: dict[str, Any] = {}
    for name, field in act.questions.items():
        if name not in answers:
            continue
        try:
            answer = answers[name].strip() if isinstance(answers[name], str) else answers[name]
            _limit_choices(field, act.get_choices().get(name)).validate(answer)
            field.run_validators(answer)
        except ValidationError as error:
            wrong[name] = error
    if wrong:
        raise ValidationError(wrong)


def _limit_choices(field: forms.Field, choices: Any) -> forms.Field:
    if choices is None or not isinstance(field, forms.ChoiceField):
        return field
    limited: Any = field.__deepcopy__({})
    limited.choices = choices
    return limited  # type: ignore[no-any-return]


def _raise_if_unanswered(record: models.Model, names: tuple[str, ...]) -> None:
    empty = {
        name: record._meta.get_field(name).error_messages["blank"]  # type: ignore[union-attr]
        for name in names
        if getattr(record, name) in (None, "", [])
    }
    if empty:
        raise ValidationError(empty)


def get_or_refuse(rows: models.QuerySet[Any], lookups: Mapping[str, Any]) -> Any:
    """The row among those that are open to somebody. Raises NotVisible where there is none."""
    found = rows.filter(**lookups).first()
    if found is None:
        raise NotVisible
    return found


def _lock_or_refuse(rows: models.QuerySet[Any], pk: Any) -> Any:
    return get_or_refuse(rows.select_for_update(of=("self",)), {"pk": pk})


def _explain_wrong_state(record: Any) -> str:
    now = str(record.get_state_display())
    return msg("This is “{now}”, so you cannot do that now.", now=now[:1].lower() + now[1:])


def _check_declaration(act: type[RecordAct[Any]]) -> None:
    """A slip shows when the class is made, not when somebody opens its page."""
    missing = [name for name in ("model", "permission", "title", "verb", "address") if not hasattr(act, name)]
    if missing:
        raise ImproperlyConfigured(f"{act.__name__} does not say its {', '.join(missing)}.")
    taken = inspect.signature(act.perform).parameters.values()
    if any(one.kind is one.VAR_KEYWORD for one in taken):
        return
    names = {one.name for one in taken} - {"self"}
    needed = {one.name for one in taken if one.default is one.empty} - {"self"}
    if unmatched := (needed - set(act.questions)) | (set(act.questions) - names):
        unmatched_names = ", ".join(sorted(unmatched))
        raise ImproperlyConfigured(f"{act.__name__} asks and takes different things: {unmatched_names}.")
