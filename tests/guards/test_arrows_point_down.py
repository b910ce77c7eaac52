"""Packages rest on those below them and on nothing else, in imports and in relations between tables."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, Model

from support.repository import ROOT, SRC, LayersContract, layers_contracts

CONTRACTS = layers_contracts()


def test_the_import_contracts_are_kept():
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
def test_every_package_has_its_layer(contract):
    folder = SRC.parent.joinpath(*contract.container.split("."))
    packages = {path.parent.name for path in folder.glob("*/__init__.py")} - {"migrations", "management"}
    assert packages <= {name.removeprefix(f"{contract.container}.") for name in contract.depth}


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
def test_relations_point_down_and_never_sideways(contract):
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model, field in _relations()
        if not _may_point(contract, model, field.related_model)
    ]
    assert wrong == []


def _relations() -> Iterator[tuple[type[Model], Field]]:
    for model in apps.get_models():
        if model.__module__.startswith("handrail."):
            for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
                if field.is_relation:
                    yield model, field


def _may_point(contract: LayersContract, model: type[Model], other: type[Model]) -> bool:
    here, there = contract.layer_of(model.__module__), contract.layer_of(other.__module__)
    if here is None or there is None or here == there:
        return True
    return contract.depth[there] < contract.depth[here]
