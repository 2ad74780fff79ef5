"""OVAL system characteristics that were collected before, judged by definitions."""

from scapkit.api.evaluating.definitions import JudgedDefinitions, judge_definitions
from scapkit.api.evaluating.external import read_variables
from scapkit.api.evaluating.judging import opened
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.dumps.nothing import Nothing
from scapkit.model.syschar import SystemCharacteristics
from scapkit.names import DS, OVAL_DEF, OVAL_RES, OVAL_SC
from scapkit.oval.evidence import Evidence
from scapkit.oval.recorded import recorded, recorded_values
from scapkit.problem import WARNING, Problem, Problems, invalid
from scapkit.span import Span
from scapkit.xmlio.parse import Element, local_name, namespace, parse, read_bytes
from scapkit.xmlio.read.syschar import read_syschar
from scapkit.xmlio.sources import oval_ids

# The share of objects that may be lacking without a warning.
MOST_LACKING = 0.9


def analyse(options: EvaluateOptions, now: str) -> JudgedDefinitions:
    """Judge what was collected before: `options.dump` is a document of OVAL system characteristics, or OVAL
    results with those of one system.

    External variables that are given no value have the one that they had at collection. Raises Invalid as `judge` does.
    """
    found = read_syschar(_characteristics(options.dump), options.dump)
    content = opened(options)
    if content.kind != "oval":
        known = ", ".join(oval_ids(content.root, options.choice)) if content.kind == "datastream" else ""
        hint = f"--oval-id names those in a datastream: {known or 'this has none'}"
        message = "this is a benchmark, and OVAL definitions are needed"
        raise invalid(options.content, "no-definitions", message, hint=hint)
    given = read_variables(options.variables)
    external = {each.id: each.values for each in given}
    evidence = Evidence(Nothing(found.asset), recorded(found, external))
    judged = judge_definitions(content, options, evidence, given, now, recorded_values(found))
    return judged._replace(warnings=(*judged.warnings, *_hardly_collected(judged, found, options.dump)))


def _hardly_collected(judged: JudgedDefinitions, found: SystemCharacteristics, path: str) -> Problems:
    """A warning where next to nothing of what the definitions ask for was collected: it may be of other definitions."""
    asked = [each.object_id for each in judged.results.collected]
    lacking = [each for each in asked if each not in (found.collected or asked)]
    if len(lacking) <= MOST_LACKING * len(asked):
        return ()
    message = f"{len(lacking)} of the {len(asked)} objects that the definitions ask for were not collected"
    hint = "is it a collection by these definitions?"
    return (Problem(Span(path), "hardly-collected", message, hint, WARNING),)


def _characteristics(file: str) -> Element:
    """The element of what was collected; raises Invalid for several, for none, and for what belongs before it."""
    root = parse(read_bytes(file), file)
    if namespace(root) in (OVAL_DEF, DS):
        message = f"this is {local_name(root)}, and OVAL system characteristics are needed"
        raise invalid(file, "not-system-characteristics", message, hint="the arguments are swapped?")
    if namespace(root) != OVAL_RES:
        return root
    found = root.findall(f"{{{OVAL_RES}}}results/{{{OVAL_RES}}}system/{{{OVAL_SC}}}oval_system_characteristics")
    if len(found) != 1:
        message = f"these OVAL results hold system characteristics of {len(found) or 'no'} systems; one is needed"
        raise invalid(file, "not-system-characteristics", message)
    return found[0]
