"""Every template's cases built once, and every tree judged once by each engine."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from templated import TemplateCases, built_cases, by_oscap, by_us, plant, read_cases

Judge = Callable[[str, str], tuple[dict[str, str], dict[str, str]]]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of what a template's cases build to."""

    @cache
    def content(template: str) -> Path:
        return built_cases(tmp_path_factory.mktemp(template), read_cases(template))

    return content


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """A tree of a template's cases."""

    @cache
    def tree(template: str, name: str) -> Path:
        of: TemplateCases = read_cases(template)
        if of.lacks_root():
            pytest.skip("files of other owners can only be made by root")
        return plant(tmp_path_factory.mktemp("tree"), of.trees[name])

    return tree


@pytest.fixture(scope="session")
def judged(oscap: str, made: Callable[[str], Path], planted: Callable[[str, str], Path]) -> Judge:
    """What oscap and scapkit say of a tree, each by rule."""

    @cache
    def results(template: str, name: str) -> tuple[dict[str, str], dict[str, str]]:
        datastream, tree = made(template) / "ex-tiny-ds.xml", planted(template, name)
        return by_oscap(oscap, datastream, tree), by_us(datastream, tree)

    return results
