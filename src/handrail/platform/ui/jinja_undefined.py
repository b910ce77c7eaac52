"""What happens when a template asks for something that isn't there.

Jinja's strict setting breaks the GOV.UK macros, which probe their parameters for optional keys. So: a *name*
that nobody gave is always an error; a missing key of a dict is empty, as the macros need; a missing attribute
of anything else may be tested, but printing it is an error, because it is a slip in one of our templates and
a page must not quietly leave out how to reach somebody.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

from jinja2 import Undefined
from jinja2.utils import missing

# Jinja's own, tested by macros that can be called with a body; and the names that the GOV.UK macros compare with.
MAY_BE_LEFT_OUT = frozenset({"caller", "undefined", "null"})


class SiteUndefined(Undefined):
    """Empty where a macro probes an optional key; loud where a template has a slip."""

    __slots__ = ()

    @property
    def _unknown_name(self) -> bool:
        named = self._undefined_name is not None  # "a if b" without else has no name, and may be empty
        return self._undefined_obj is missing and named and self._undefined_name not in MAY_BE_LEFT_OUT

    @property
    def _unknown_attribute(self) -> bool:
        return self._undefined_obj is not missing and not isinstance(self._undefined_obj, Mapping)

    def _refuse(self) -> NoReturn:
        self._fail_with_undefined_error()
        raise AssertionError("unreachable")

    def __str__(self) -> str:
        if self._unknown_name or self._unknown_attribute:
            self._refuse()
        return super().__str__()

    def __bool__(self) -> bool:
        return self._refuse() if self._unknown_name else super().__bool__()

    def __iter__(self) -> Any:
        return self._refuse() if self._unknown_name else super().__iter__()

    def __len__(self) -> int:
        return self._refuse() if self._unknown_name else super().__len__()

    def __eq__(self, other: object) -> bool:
        return self._refuse() if self._unknown_name else super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = Undefined.__hash__
