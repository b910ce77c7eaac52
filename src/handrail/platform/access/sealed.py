"""Sealed columns: one declaration gives the encryption, the access check and the record of what was shown.

    class LookBack(SealedRow):
        sealed_with = "case_id"                          # whose key seals this row
        words = Sealed(kind=Kind.OUTCOMES, null=True)

    rows = LookBack.objects.filter(case=access.file_id).opened_for(access)
    [row.words.open() for row in rows]                   # "" where the kind is not open to the reader

    LookBack(case=case, words=text).bind(access).save()

The attribute of an instance is closed (`SealedText`): validating, saving and printing a row neither decrypts nor
notes anything. Opening asks the access that was bound to the row, which notes the kind as shown.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self, cast
from uuid import UUID

from django import forms
from django.core import checks
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from handrail.platform.access.combined_constraints import CombinedConstraintsModel
from handrail.platform.access.key_access import KeyDestroyedError
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.messages import UserText
from handrail.platform.vault import associated_data
from handrail.platform.vault.aead import has_shape_of_sealed_bytes
from handrail.platform.vault.cipher import Cipher
from handrail.platform.vault.fields import SealedField

type KindOf = Kind | Callable[[Any], Kind]


class UnboundRowError(Exception):
    """A sealed field was opened or written on a row that no access was bound to. Programming error."""


class SealedTextOfOtherRowError(ValueError):
    """Sealed text or an access was given to a row that it does not belong to. Programming error."""


class UnsealingAccess(Protocol):
    """What opens the sealed fields of one key's rows. `CaseAccess` is one: the reader of a case."""

    @property
    def key_id(self) -> UUID: ...

    @property
    def cipher(self) -> Cipher | None: ...

    @property
    def kinds(self) -> frozenset[Kind]: ...

    def sees(self, kind: Kind) -> bool: ...


type Accesses = UnsealingAccess | Mapping[UUID, UnsealingAccess]
"""One access for rows that share a key, or one for each key."""


class SealedText:
    """The text of one sealed column of one row: closed. False where there is none."""

    __slots__ = ("field", "row")

    def __init__(self, field: "Sealed", row: "SealedModel") -> None:
        self.field, self.row = field, row

    def open(self) -> str:
        """The text for the reader that was bound to the row, its kind noted as shown.

        Returns:
            "" where there is none, where its kind is not open to the reader, or where the key was destroyed.

        Raises:
            UnboundRowError: the row was fetched without a reader.
            DecryptionError: the bytes were changed, or belong to another row.
        """
        return self.decrypt_for(self._get_bound_access())

    def decrypt_for(self, access: UnsealingAccess) -> str:
        """The same for another access than the row's."""
        if not access.sees(self.field.kind_of(self.row)):
            return ""
        return self.field.unseal(access, self.row.pk, self.kept)

    @property
    def hidden(self) -> bool:
        """Whether there is a text that the reader is not shown. Asking notes nothing."""
        return bool(self) and self.field.kind_of(self.row) not in self._get_bound_access().kinds

    def sealed(self) -> bytes | None:
        """The bytes for the column; a text that was assigned is sealed first."""
        value = self.kept
        if isinstance(value, str):
            cipher = self._get_bound_access().cipher
            if cipher is None:
                raise KeyDestroyedError
            value = cipher.seal(value, associated_data(self.field.model_label, self.field.name, self.row.pk))
            self.row.__dict__[self.field.attname] = value
        return value

    def __bool__(self) -> bool:
        return self.kept is not None

    def __str__(self) -> str:
        return "(sealed)"

    def __repr__(self) -> str:
        return f"<SealedText {self.field.model_label}.{self.field.name}>"

    @property
    def kept(self) -> str | bytes | None:
        """What the row holds: sealed bytes, or text that was assigned and is not sealed yet."""
        return cast("str | bytes | None", self.row.__dict__[self.field.attname])

    def _get_bound_access(self) -> UnsealingAccess:
        access = self.row.reader
        if access is None:
            raise UnboundRowError(
                f"{self.field.model_label}.{self.field.name} needs an access: fetch the row with opened_for(access), "
                "or bind(access)."
            )
        return access


class SealedFieldDescriptor:
    """What a model's attribute is: closed text to whoever reads it, plain or closed text from whoever writes it."""

    def __init__(self, field: "Sealed") -> None:
        self.field = field
        self.column = models.Field.descriptor_class(field)  # fetches a deferred column, or refuses to

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            self.column.__get__(instance, cls)
        if "_presence_only" in instance.__dict__ and instance.__dict__[self.field.attname] is None:
            return None
        return SealedText(self.field, instance)

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.accept(instance, value)


class Sealed(SealedField):
    """A column of text about a person, sealed with the key of the row's owner and bound to its row.

    Args:
        kind: the kind of information, which says whether it is open to a reader; or a function of the row.
        kind_field: the column that holds the kind, where it differs from row to row.
        max_length: of the text, for forms and validation.

    Migrations know only the column: a change of kind needs none.
    """

    description = "Sealed text"
    descriptor_class = SealedFieldDescriptor

    def __init__(
        self,
        *args: Any,
        kind: KindOf | None = None,
        kind_field: str = "",
        max_length: int | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("editable", True)
        kwargs.setdefault("blank", kwargs.get("null", False))
        super().__init__(*args, **kwargs)
        self.kind, self.kind_field, self.max_length = kind, kind_field, max_length

    if TYPE_CHECKING:

        def __get__(self, instance: Any, owner: Any) -> SealedText: ...  # type: ignore[override]

        def __set__(self, instance: Any, value: SealedText | str | bytes | None) -> None: ...

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """The column alone."""
        return (
            self.name,
            "handrail.platform.vault.fields.SealedField",
            [],
            {"null": True} if self.null else {},
        )

    @cached_property
    def model_label(self) -> str:
        """The model's part of the place that the text is bound to."""
        return self.model._meta.label

    def kind_of(self, row: Any) -> Kind:
        """The kind of this row's text."""
        if self.kind_field:
            return Kind(getattr(row, self.kind_field))
        if self.kind is None:
            raise TypeError(f"{self.model_label}.{self.name} has no kind.")
        return self.kind if isinstance(self.kind, Kind) else self.kind(row)

    def unseal(self, access: UnsealingAccess, pk: object, value: str | bytes | None) -> str:
        """The text of these bytes, for an access that was asked already."""
        if value is None or isinstance(value, str):
            return UserText(value or "")
        cipher = access.cipher
        return (
            UserText(cipher.open(value, associated_data(self.model_label, self.name, pk))) if cipher else ""
        )

    def accept(self, row: models.Model, value: Any) -> str | bytes | None:
        """What the row keeps of an assigned value: text without blanks at its ends, or sealed bytes."""
        if isinstance(value, SealedText):
            if value.field != self or value.row.pk != row.pk:
                raise SealedTextOfOtherRowError(
                    f"{self.model_label}.{self.name}: that sealed text belongs to another row or field."
                )
            return value.kept
        if value is None or isinstance(value, str):
            return (value or "").strip() or None
        if isinstance(value, bytes | bytearray | memoryview) and has_shape_of_sealed_bytes(
            data := bytes(value)
        ):
            return data
        raise TypeError(f"{self.model_label}.{self.name} takes text, not {type(value).__name__}.")

    def get_default(self) -> None:
        """No text."""

    def pre_save(self, model_instance: Any, add: bool) -> bytes | None:
        """Sealed on the way to the database."""
        return SealedText(self, model_instance).sealed()

    def get_prep_value(self, value: Any) -> bytes | None:
        """Closed text as its bytes; any other text is refused."""
        return super().get_prep_value(value.sealed() if isinstance(value, SealedText) else value)

    def to_python(self, value: Any) -> Any:
        """As it is: nothing is decoded for validation."""
        return value

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Whether there is a text, and whether it is too long: neither needs opening."""
        kept = value.kept if isinstance(value, SealedText) else (value or "").strip() or None
        if kept is None and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        if self.max_length and isinstance(kept, str) and len(kept) > self.max_length:
            raise ValidationError(f"Use at most {self.max_length} characters", code="max_length")
        return value

    def value_from_object(self, obj: Any) -> str:
        """The text for a form's first showing: opened, and so noted as shown. A new row holds nothing to show."""
        closed = SealedText(self, obj)
        return "" if obj._state.adding and not closed else closed.open()

    def value_to_string(self, obj: Any) -> str:
        """As sealed bytes: a dump holds no text."""
        return (SealedText(self, obj).sealed() or b"").hex()

    def formfield(self, **kwargs: Any) -> Any:
        """A field for text."""
        text = {"form_class": forms.CharField, "widget": forms.Textarea, "max_length": self.max_length}
        return super().formfield(**{**text, **kwargs})

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """What is wrong with the declaration."""
        return [*super().check(**kwargs), *self._check_kind(), *self._check_null(), *self._check_row()]

    def _check_kind(self) -> Iterable[checks.Error]:
        named = bool(self.kind_field)
        if named == (self.kind is not None):
            yield checks.Error("Give either kind= or kind_field=.", obj=self, id="sealed.E001")
        elif named and not _has_model_field(self.model, self.kind_field):
            yield checks.Error(f"There is no field “{self.kind_field}”.", obj=self, id="sealed.E002")
        elif not named and not isinstance(self.kind, Kind) and not callable(self.kind):
            yield checks.Error("kind= is a Kind, or a function of the row.", obj=self, id="sealed.E003")

    def _check_null(self) -> Iterable[checks.Error]:
        if self.blank and not self.null:
            yield checks.Error("No text is kept as NULL: add null=True.", obj=self, id="sealed.E004")

    def _check_row(self) -> Iterable[checks.Error]:
        if not issubclass(self.model, SealedModel):
            yield checks.Error("The model must be a SealedModel.", obj=self, id="sealed.E005")
        elif not _does_field_path_lead_to_column(self.model, self.model.sealed_with):
            message = (
                f"sealed_with = “{self.model.sealed_with}” is no path from the row to the number of its key."
            )
            yield checks.Error(message, obj=self, id="sealed.E006")
        key = self.model._meta.pk
        if not (key and (key.has_default() or key.remote_field)) and not self.model.__dict__.get(
            "seals_after_insert"
        ):
            message = "The row's number must be known before it is saved: use a UUID with default=new_id."
            yield checks.Error(message, obj=self, id="sealed.E007")


class ReaderBindingField(models.IntegerField):  # type: ignore[type-arg]
    """A column of a query, not of a table: whatever number comes, the row is given the query's reader."""

    def __init__(self, access: Accesses) -> None:
        super().__init__()
        self.access = access

    def from_db_value(self, value: object, expression: object, connection: object) -> Accesses:
        """The reader."""
        return self.access


class SealedQuerySet[M: "SealedModel"](models.QuerySet[M]):
    """Rows that can be fetched for a reader."""

    def opened_for(self, access: Accesses) -> Self:
        """Bind the reader to each row: one access, or one for each key (rows without stay closed).

        An annotation carries it (`SealedModel.reader`), since Django copies those with the query. No statement is
        added: keys are fetched when the first field is opened, all of the list's in one query.
        """
        return self.annotate(reader=models.Value(1, output_field=ReaderBindingField(access)))


class UnsealedTextsOfRow:
    """The texts of a row by name, for templates: `row.opened.words`."""

    __slots__ = ("_row",)

    def __init__(self, row: "SealedModel") -> None:
        self._row = row

    def __getattr__(self, name: str) -> str:
        value = getattr(self._row, name)
        if not isinstance(value, SealedText):
            raise AttributeError(f"{name} is no sealed field of {self._row._meta.label}.")
        return value.open()


class SealedModel(CombinedConstraintsModel):
    """A model with sealed fields. `sealed_with` leads from the row to its key: "case_id", or "goal__case_id"."""

    sealed_with: ClassVar[str] = ""
    objects = SealedQuerySet.as_manager()

    class Meta:
        abstract = True

    def bind(self, access: Accesses | None) -> Self:
        """Say who reads or writes this row. Raises SealedTextOfOtherRowError for the access of another key."""
        if isinstance(access, Mapping):
            access = access.get(self.key_id)
        elif access is not None and (known := self._known_key_id()) and known != access.key_id:
            raise SealedTextOfOtherRowError(f"{self._meta.label}: that access is of another case.")
        self.__dict__["_access"] = access
        return self

    @property
    def reader(self) -> UnsealingAccess | None:
        """Who reads or writes this row."""
        return self.__dict__.get("_access")

    @reader.setter
    def reader(self, access: Accesses) -> None:
        self.bind(access)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As ever. Raises KeyDestroyedError where the key of whoever writes is gone, whether or not there is text."""
        if self.reader is not None and self.reader.cipher is None:
            raise KeyDestroyedError
        super().save(*args, **kwargs)

    def __copy__(self) -> Self:
        """The same row for the same reader: a form works on a copy of a record."""
        build, arguments, state = cast(Any, self.__reduce__())
        twin = build(*arguments)
        twin.__setstate__(state)
        twin.__dict__["_access"] = self.reader
        return cast(Self, twin)

    def __getstate__(self) -> Any:
        """A pickled row has no reader: keys are not written down."""
        return {name: value for name, value in super().__getstate__().items() if name != "_access"}

    def validate_constraints(self, exclude: Any = None) -> None:
        """A constraint asks whether there is a text: Django looks for None itself."""
        self.__dict__["_presence_only"] = True
        try:
            super().validate_constraints(exclude)
        finally:
            del self.__dict__["_presence_only"]

    def seal(self) -> Self:
        """Seal what was assigned, for whatever writes rows without `save`."""
        for field in _list_sealed_fields(type(self)):
            SealedText(field, self).sealed()
        return self

    @property
    def opened(self) -> UnsealedTextsOfRow:
        """The texts by name."""
        return UnsealedTextsOfRow(self)

    @property
    def key_id(self) -> UUID:
        """The number of the key: that of the row's case, where it belongs to one."""
        value: Any = self
        for name in self.sealed_with.split("__"):
            value = getattr(value, name)
        return cast(UUID, value)

    def _known_key_id(self) -> UUID | None:
        """The same, without asking the database for it."""
        return None if "__" in self.sealed_with else self.key_id


def open_sealed_value(
    access: UnsealingAccess, model: type[models.Model], name: str, pk: object, value: bytes | None
) -> str:
    """The text of a sealed column that was fetched as a value, asked for and noted as `open` does it.

    Args:
        access: of the reader.
        model: whose column it is.
        name: of the column; its kind must be the same in every row.
        pk: the row's number, which the text is bound to.
        value: the sealed bytes, or None.

    Returns:
        "" where there is none, where its kind is not open to the reader, or where the key was destroyed.

    Raises:
        DecryptionError: the bytes were changed, or belong to another row.
    """
    field = cast(Sealed, model._meta.get_field(name))
    if not access.sees(field.kind_of(None)):
        return ""
    return field.unseal(access, pk, bytes(value) if value is not None else None)


def bind_rows_to_access[M: SealedModel](rows: Iterable[M], access: Accesses) -> list[M]:
    """The same as `opened_for`, for rows that are there already."""
    return [row.bind(access) for row in rows]


@cache
def _list_sealed_fields(model: type[models.Model]) -> tuple[Sealed, ...]:
    return tuple(field for field in model._meta.concrete_fields if isinstance(field, Sealed))


def _has_model_field(model: type[models.Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def _does_field_path_lead_to_column(model: type[models.Model], path: str) -> bool:
    first, _, rest = path.partition("__")
    for field in model._meta.concrete_fields:
        if not rest and first in (field.attname, *(["pk"] if field.primary_key else [])):
            return True
        if rest and first == field.name and field.remote_field:
            return _does_field_path_lead_to_column(field.remote_field.model, rest)
    return False
