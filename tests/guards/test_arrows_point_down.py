"""Packages rest on those below them and on nothing else, in imports and in relations between tables."""

import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.db.models import Model

from support.repository import ROOT, SRC, layers

DEPTH = {package: depth for depth, layer in enumerate(layers()) for package in layer}


def test_the_import_contracts_are_kept():
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_every_package_has_its_layer():
    packages = {path.parent.name for path in SRC.glob("*/__init__.py")}
    assert packages == set(DEPTH)


def test_relations_point_down_and_never_sideways():
    ours = [model for model in apps.get_models() if model.__module__.startswith("handrail.")]
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in ours
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.is_relation and not _may_point(_package(model), _package(field.related_model))
    ]
    assert wrong == []


def _package(model: type[Model]) -> str:
    """Its package of ours, or its app where it is not ours."""
    ours, _, rest = model.__module__.partition(".")
    return rest.split(".")[0] if ours == "handrail" else model._meta.app_label


def _may_point(from_app: str, to_app: str) -> bool:
    return from_app == to_app or to_app not in DEPTH or DEPTH[to_app] < DEPTH[from_app]
