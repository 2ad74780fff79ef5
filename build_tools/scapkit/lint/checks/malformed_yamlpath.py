"""malformed-yamlpath: a YAML path that the evaluators cannot follow."""

from collections.abc import Iterator

from scapkit.lint.ovals import entities, place_of, written_parts
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.oval.documents.yamlpath.grammar import parse_path
from scapkit.problem import ERROR


def run(whole: Whole) -> Iterator[Finding]:
    """Entities named yamlpath whose text the evaluator's own parser refuses."""
    for written in written_parts(whole):
        for entity in entities(written.part):
            if entity.name != "yamlpath" or entity.var_ref:
                continue
            try:
                parse_path(entity.value)
            except ValueError as error:
                yield Finding(place_of(written, entity.value), str(error), "as in .spec.replicas or .items[:].name")


LINT = Lint(
    "malformed-yamlpath",
    ERROR,
    "A path that cannot be parsed makes the test an error on every system. Keys follow dots, [:] means all members.",
    run,
)
