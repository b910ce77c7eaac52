"""Packages rest on those below them and on nothing else, in imports and in relations between tables."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, Model

from support.repository import ROOT, SRC, layers, layers_inside

DEPTH = {package: depth for depth, layer in enumerate(layers()) for package in layer}
INSIDE = {
    package: {part: depth for depth, floor in enumerate(floors) for part in floor}
    for package, floors in layers_inside().items()
}


def test_the_import_contracts_are_kept():
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_every_package_has_its_layer():
    packages = {path.parent.name for path in SRC.glob("*/__init__.py")}
    assert packages == set(DEPTH)


def test_relations_point_down_and_never_sideways():
    wrong = [
        _said(model, field)
        for model, field in _relations()
        if not _may_point(_package(model), _package(field.related_model), DEPTH)
    ]
    assert wrong == []


@pytest.mark.parametrize("package", INSIDE)
def test_inside_a_divided_package_too(package):
    floors = INSIDE[package]
    parts = [
        (_said(model, field), _part(model), _part(field.related_model))
        for model, field in _relations()
        if _package(model) == _package(field.related_model) == package
    ]
    assert {part for _, *both in parts for part in both} <= set(floors)
    assert [said for said, part, other in parts if not _may_point(part, other, floors)] == []


def _relations() -> Iterator[tuple[type[Model], Field]]:
    for model in apps.get_models():
        if model.__module__.startswith("handrail."):
            for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
                if field.is_relation:
                    yield model, field


def _said(model: type[Model], field: Field) -> str:
    return f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"


def _part(model: type[Model]) -> str:
    """The part of its divided package."""
    return model.__module__.split(".")[2]


def _package(model: type[Model]) -> str:
    """Its package of ours, or its app where it is not ours."""
    ours, _, rest = model.__module__.partition(".")
    return rest.split(".")[0] if ours == "handrail" else model._meta.app_label


def _may_point(here: str, there: str, depth: dict[str, int]) -> bool:
    return here == there or there not in depth or depth[there] < depth[here]
