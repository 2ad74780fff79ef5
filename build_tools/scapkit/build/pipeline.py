"""The build, stage by stage: from a project's folder to the documents of a datastream."""

from collections.abc import Callable
from pathlib import Path

from scapkit.authoring.read import read_project
from scapkit.authoring.reading import nothing
from scapkit.build.cache.kept import Kept
from scapkit.build.compile import compile_rules
from scapkit.build.compose import compose, make_cpe_list
from scapkit.build.draft import Built, Draft
from scapkit.build.link import link
from scapkit.build.manifest import make_manifest
from scapkit.build.number import number
from scapkit.build.resolve import resolve
from scapkit.memo import afresh
from scapkit.names import ocil_id
from scapkit.problem import ERROR, Invalid, Problems

STAGES: tuple[Callable[[Draft], tuple[Draft, Problems]], ...] = (
    resolve,
    compile_rules,
    link,
    number,
    compose,
)


def compile_product(source: Path, product: str, now: str, kept: Kept | None = None) -> Built:
    """Build a product of the project in `source`; `now` is the RFC 3339 time that all documents carry.

    `kept` has the rules of an earlier build, and takes those of this one. Raises Invalid with every problem of the
    first stage that found any, in the order of files and lines.
    """
    draft = Draft(read_project(source, product, kept.source if kept else nothing), now, kept)
    for stage in STAGES:
        draft, problems = stage(draft)
        if any(each.level == ERROR for each in problems):
            raise Invalid(sorted(set(problems)))
    return _built(draft)


def _built(draft: Draft) -> Built:
    assert draft.benchmark and draft.oval and draft.cpe_oval and draft.ocil
    product = draft.project.product
    return Built(
        product=product.id,
        prefix=product.check_namespace,
        benchmark=draft.benchmark,
        oval=draft.oval,
        cpe_oval=draft.cpe_oval,
        ocil=draft.ocil,
        cpe_list=make_cpe_list(draft),
        manifest=make_manifest(draft),
        owners=_owners(draft),
        memo=draft.kept.memo if draft.kept else afresh,
    )


def _owners(draft: Draft) -> dict[str, str]:
    found = {part.entry.id: name for name, unit in draft.units.items() for part in unit.parts}
    namespace = draft.project.product.check_namespace
    kinds = ("questionnaire", "testaction", "question")
    found.update({ocil_id(namespace, name, kind): name for name in draft.units for kind in kinds})
    return found


__all__ = ["STAGES", "Built", "compile_product"]
