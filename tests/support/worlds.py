"""Worlds that are dear to make, made once for the tests of a module that follow each other.

A fixture that is marked `@shared_world` makes a state of the databases and tells about it: who works where, a case.
The tests of a module that ask for it all begin on the same one, each with a copy of what it tells; what a test writes
is rolled back to it. Exactly the worlds that a test asks for are there: before a test that asks for fewer, the others
are rolled back. A test with transactions of its own (`transaction=True`, a live server) has its worlds made for it
alone, and so have the first test of a run and whoever asks for `own_worlds`.

A world asks for nothing but other worlds, and tells plain values: no function that remembers them.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from inspect import Parameter, Signature, getfile, signature
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections, transaction
from django.test import TestCase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker

type Make = Callable[..., Any]

_ORDER = count()
_GIVEN = pytest.StashKey[dict[Make, Any]]()


@dataclass(frozen=True, slots=True)
class _Standing:
    """A world that stands: what made it, for which module, a copy of what it and those below it tell, and its end."""

    make: Make
    module: Path
    tells: Callable[[], dict[Make, Any]]
    undo: ExitStack


_standing: list[_Standing] = []
_blocker: list[DjangoDbBlocker] = []
_worlds: dict[Any, Make] = {}
"""Each fixture that is a world, and what makes it."""


def shared_world(make: Make) -> Any:
    """A fixture that gives what this function tells, from the world that stands or from one of the test's own."""
    names = tuple(signature(make).parameters)

    def given(request: pytest.FixtureRequest, db: None, **others: Any) -> Any:
        kept = request.node.stash.get(_GIVEN, {})
        return kept[make] if make in kept else make(**others)

    given.__name__, given.__doc__, given.__module__ = make.__name__, make.__doc__, make.__module__
    asks = [Parameter(name, Parameter.POSITIONAL_OR_KEYWORD) for name in ("request", "db", *names)]
    given.__signature__ = Signature(asks)  # type: ignore[attr-defined]
    make.number = next(_ORDER)  # type: ignore[attr-defined]
    fixture = pytest.fixture(given)
    _worlds[fixture] = make
    return fixture


def may_stand(blocker: DjangoDbBlocker) -> None:
    """The databases are ready: from the next test on worlds may stand."""
    _blocker[:] = [blocker]


def end(left: int = 0) -> None:
    """Roll worlds back, the last first, until so many are left."""
    while len(_standing) > left:
        _standing.pop().undo.close()


def let_go() -> None:
    """Roll every world back now. What was opened beside a browser's loop is out of reach once that has ended."""
    with _blocker[0].unblock():
        end()


def no_longer() -> None:
    """The databases are about to go."""
    let_go()
    _blocker.clear()


def stand_under(item: pytest.Item) -> None:
    """Before a test and its fixtures: let exactly the worlds stand that it asks for, and give it what they tell."""
    if not _blocker:
        return
    asked = _asked(item)
    with _blocker[0].unblock():
        end(_in_common(asked, item.path))
        try:
            for make, needs in asked[len(_standing) :]:
                _begin(make, needs, item.path)
        except Exception:  # the fixture fails the same way for the test, and says where
            end()
    item.stash[_GIVEN] = _told()


def forget(item: pytest.Item) -> None:
    """After a test: its copy of what the worlds tell goes with it, or a run would keep one of every test to its end."""
    if _GIVEN in item.stash:
        del item.stash[_GIVEN]


def group_by_worlds(items: list[pytest.Item]) -> None:
    """Within each module, let those follow each other that ask for the same worlds: each is then made once."""
    begun: dict[Path, int] = {}
    for item in items:
        begun.setdefault(item.path, len(begun))
    items.sort(key=lambda item: (begun[item.path], [make.number for make, _ in _asked(item)]))  # type: ignore[attr-defined]


def _in_common(asked: list[tuple[Make, tuple[Make, ...]]], module: Path) -> int:
    """How many of the worlds that stand are asked for again."""
    for number, one in enumerate(_standing):
        if (
            (one.module != module and not _is_of_everybody(one.make))
            or number >= len(asked)
            or one.make is not asked[number][0]
        ):
            return number
    return len(_standing)


def _is_of_everybody(make: Make) -> bool:
    """Whether a world of tests/support stands on for the modules that follow, which begin on the same one."""
    return Path(getfile(make)).parent == Path(__file__).parent


def _begin(make: Make, needs: tuple[Make, ...], module: Path) -> None:
    tells = _told()
    with rolled_back() as undo:
        tells[make] = make(*(tells[need] for need in needs))
        for alias in connections:
            connections[alias].check_constraints()
        _standing.append(_Standing(make, module, _copier(tells), undo.pop_all()))


def _told() -> dict[Make, Any]:
    """A copy of all that the worlds tell."""
    return _standing[-1].tells() if _standing else {}


def _copier(told: dict[Make, Any]) -> Callable[[], dict[Make, Any]]:
    """What gives a copy of this, all of one piece: read from bytes where it can be, in a fifth of the time."""
    makes, values = [*told], [*told.values()]
    try:
        kept = pickle.dumps(values, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, TypeError, AttributeError):
        return lambda: deepcopy(told)
    return lambda: dict(zip(makes, pickle.loads(kept), strict=True))


class _RolledBack(TestCase):
    databases = "__all__"
    cls_atomics: dict[str, transaction.Atomic]


@contextmanager
def rolled_back() -> Iterator[ExitStack]:
    """Whatever is written to the databases within is rolled back, or later by whoever takes what is to be undone.

    The transactions are those of Django's `TestCase`: durable blocks may open within, as in any test. Its
    `tearDownClass` would close the connections, and end the worlds below with them.
    """

    _RolledBack.setUpClass()
    _RolledBack.doClassCleanups()  # its watch over connections, which pytest-django keeps itself
    with ExitStack() as undo:
        for alias, block in _RolledBack.cls_atomics.items():
            undo.enter_context(_ended_without_a_trace(alias, block))
        yield undo


@contextmanager
def _ended_without_a_trace(alias: str, block: transaction.Atomic) -> Iterator[None]:
    try:
        yield
    finally:
        transaction.set_rollback(True, using=alias)
        block.__exit__(None, None, None)


def _asked(item: pytest.Item) -> list[tuple[Make, tuple[Make, ...]]]:
    """The worlds that a test asks for, each with those it stands on, the lowest first."""
    if not _shares(item):
        return []
    names = tuple(getattr(item, "fixturenames", ()))
    return _asked_under(getattr(item, "module", None), item.config, item.path.parent, names)


@cache
def _asked_under(
    module: ModuleType | None, config: pytest.Config, folder: Path, names: tuple[str, ...]
) -> list[tuple[Make, tuple[Make, ...]]]:
    """The same for every test of a module that asks for the same fixtures."""
    found: dict[Make, tuple[int, tuple[Make, ...]]] = {}

    def look(name: str, within: tuple[str, ...] = ()) -> Make | None:
        make = _find(module, config, folder, name)
        if make is None or name in within:
            return None
        needs = tuple(look(need, (*within, name)) for need in signature(make).parameters)
        if None in needs:
            return None
        depth = 1 + max((found[need][0] for need in needs), default=0)
        found[make] = (depth, needs)
        return make

    for name in names:
        look(name)
    lowest_first = sorted(found, key=lambda make: (found[make][0], make.number))  # type: ignore[attr-defined]
    return [(make, found[make][1]) for make in lowest_first]


@cache
def _find(module: ModuleType | None, config: pytest.Config, folder: Path, name: str) -> Make | None:
    """What makes the world that a test means by this name: in its own file, the nearest conftest.py or a plugin."""
    for each in (module, *_lie_above(config, folder)):
        fixture = getattr(each, name, None)
        if isinstance(fixture, type(next(iter(_worlds)))):
            return _worlds.get(fixture)  # None: a fixture of the same name that is no world
    return None


@cache
def _lie_above(config: pytest.Config, folder: Path) -> list[ModuleType]:
    """Every conftest.py from this folder up, the nearest first, and then the plugins of tests/support."""
    files = {
        Path(module.__file__): module
        for module in config.pluginmanager.get_plugins()
        if isinstance(module, ModuleType) and module.__file__
    }
    near = [above / "conftest.py" for above in (folder, *folder.parents)]
    beside = [file for file in files if file.parent == Path(__file__).parent]
    return [files[file] for file in (*near, *beside) if file in files]


def _shares(item: pytest.Item) -> bool:
    """Whether everything that the test writes is rolled back, in both databases."""
    mark = item.get_closest_marker("django_db")
    if mark is None or mark.args or mark.kwargs.get("transaction"):
        return False
    if "own_worlds" in getattr(item, "fixturenames", ()):
        return False
    databases = mark.kwargs.get("databases", ())
    return databases == "__all__" or set(databases) == set(connections)
