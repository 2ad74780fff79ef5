"""A rule: judged by a check template, or without one a question for a person; and the cases that test it."""

from scapkit.authoring.cases import CASES
from scapkit.authoring.kinds import RULE
from scapkit.authoring.project import CheckTemplate
from scapkit.authoring.skeleton import Skeleton, Sketch, Wanted
from scapkit.authoring.templates import example
from scapkit.authoring.yaml.document import TODO, Remark, Yaml, document, plain

CLAUSE = "Name the bad state: the question to a person will be: is it the case that ...?"
RESULT = "pass, fail, notapplicable, unknown; while it is TODO, pytest says what it comes to and skips the case"


def make(wanted: Wanted) -> Sketch:
    """rule.yml in a folder of its own, and tests/cases/NAME.yml."""
    given: dict[str, Yaml] = {
        "documentation_complete": True,
        "title": f"{TODO}: {wanted.name.replace('_', ' ')}",
        "description": f"{TODO}: what must be so, and how to make it so.",
        "rationale": f"{TODO}: what goes wrong otherwise.",
        "severity": "medium",
    }
    template = wanted.template
    if template is None:
        given["ocil_clause"] = Remark(CLAUSE, f"{TODO} is not as it should be")
        given["ocil"] = f"{TODO}: how to look:\n<pre>$ command</pre>\nand what good looks like."
    else:
        if template.collect is not None:
            given["collect"] = plain(template.collect)
        given["template"] = {"name": template.name, "vars": variables(template)}
    rule = f"content/{wanted.product}/{wanted.group}/{wanted.name}/rule.yml"
    cases = f"tests/cases/{wanted.name}.yml"
    steps = (
        f"fill in what is marked {TODO} in {rule}" + (f" and in {cases}" if template else ""),
        f"select it: add the line `  - {wanted.name}` to a file in profiles/{wanted.product}/",
        f"scapkit build {wanted.product}",
        "scapkit test",
    )
    return Sketch({rule: document(RULE, given), cases: _cases(wanted)}, steps)


def variables(template: CheckTemplate) -> dict[str, Yaml]:
    """A template's parameters, each with what it is for: examples where there are any, the others in comments."""
    parameters = template.parameters.items()
    needed = {name for name, each in parameters if each.flag("required") or each.text("example")}
    needed.update(template.one_of[:1])
    return {
        name: Remark(_explained(template, name), example(parameter), out=name not in needed)
        for name, parameter in sorted(template.parameters.items(), key=lambda item: item[0] not in needed)
    }


def _explained(template: CheckTemplate, name: str) -> str:
    parameter = template.parameters[name]
    kind = parameter.text("type")
    choices = ", ".join(node.text for node in parameter.nodes("choices"))
    need = "required" if parameter.flag("required") else f"optional, default {parameter.text('default') or 'none'}"
    if name in template.one_of:
        need = f"give one of {', '.join(template.one_of)}"
    return f"{parameter.text('help')} ({f'one of {choices}' if choices else kind}; {need})"


def _cases(wanted: Wanted) -> str:
    """What the rule must come to on an empty system: known for a question, for its author to say for a check."""
    result: Yaml = Remark(RESULT, TODO) if wanted.template else "notchecked"
    case: dict[str, Yaml] = {"name": "the system has nothing but what is in tests/system.yml", "result": result}
    return document(CASES, {"rule": wanted.name, "product": wanted.product, "cases": [case]}, more=False)


SKELETON = Skeleton("rule", "a rule with its cases", make, "always", "**/{}/rule.yml")
