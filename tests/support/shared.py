"""A world that is dear to make, made once for all tests of a module.

What a test of the module writes is rolled back to this world, and the world itself goes when the module ends. For
modules in which no test has transactions of its own (`transaction=True`, a live server).
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import connections, transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def kept_for_the_module(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Everything written inside stands for the tests of a module, in both databases."""
    with blocker.unblock(), ExitStack() as stack:
        for alias in connections:
            stack.enter_context(_rolled_back(alias))
        yield


@contextmanager
def _rolled_back(alias: str) -> Iterator[None]:
    atomic = transaction.atomic(using=alias)
    atomic._from_testcase = True  # type: ignore[attr-defined]  # durable blocks may open within, as in any test
    with atomic:
        yield
        transaction.set_rollback(True, using=alias)
