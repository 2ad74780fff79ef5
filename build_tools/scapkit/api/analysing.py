"""OVAL system characteristics that were collected before, judged by definitions."""

from scapkit.api.definitions import JudgedDefinitions, judge_definitions
from scapkit.api.external import read_variables
from scapkit.api.judging import EvaluateOptions, opened
from scapkit.dumps.nothing import Nothing
from scapkit.oval.evidence import Evidence
from scapkit.oval.recorded import recorded, recorded_values
from scapkit.problem import invalid
from scapkit.xmlio.parse import parse, read_bytes
from scapkit.xmlio.read.syschar import read_syschar


def analyse(options: EvaluateOptions, now: str) -> JudgedDefinitions:
    """Judge what was collected before: `options.dump` is a document of OVAL system characteristics.

    External variables that are given no value have the one that they had at collection. Raises Invalid as `judge` does.
    """
    content = opened(options)
    if content.kind != "oval":
        hint = "--oval-id names those in a datastream"
        raise invalid(
            options.content, "no-definitions", "this is a benchmark, and OVAL definitions are needed", hint=hint
        )
    given = read_variables(options.variables)
    found = read_syschar(parse(read_bytes(options.dump), options.dump), options.dump)
    external = {each.id: each.values for each in given}
    evidence = Evidence(Nothing(found.asset), recorded(found, external))
    return judge_definitions(content, options, evidence, given, now, recorded_values(found))
