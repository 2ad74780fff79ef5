"""default-given: a template's parameter set to what it is anyway."""

from collections.abc import Iterator

from scapkit.authoring.yaml.shape import for_product
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import NOTE


def run(whole: Whole) -> Iterator[Finding]:
    """Variables of templates whose text is the declared default."""
    for compiled, rule in whole.rules():
        template = compiled.project.templates.get(rule.template.name.text) if rule.template else None
        given = rule.template.variables if rule.template else None
        if template is None or given is None:
            continue
        for name, node in for_product(given.entries, compiled.id).items():
            parameter = template.parameters.get(name)
            default = parameter.node("default") if parameter else None
            if default is not None and node.tag not in ("list", "map") and node.text == default.text:
                yield Finding(node.span, f"{node.text} is what {name} is anyway", "leave the line out")


LINT = Lint(
    "default-given",
    NOTE,
    "A parameter that is set to its default makes readers look for the difference. Leave it out.",
    run,
)
