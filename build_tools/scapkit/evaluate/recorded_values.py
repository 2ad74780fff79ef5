"""Variables that had no value when results were written: no document can tell of them by their values."""

from collections.abc import Iterator

from scapkit.evaluate.uses import Uses
from scapkit.model.oval import OvalDefinitions
from scapkit.model.results import OvalResults
from scapkit.model.syschar import Flag, VariableValues


def with_empty_variables(results: OvalResults, document: OvalDefinitions | None) -> OvalResults:
    """The results with those variables that were used and are not told of, without values.

    What was looked for, or compared, has the values of its variables listed, so a variable that is nowhere had none
    (OVAL 5.11 system characteristics schema, variable_value; results schema, tested_variable).
    """
    if document is None:
        return results
    known = {each.var_ref for each in results.variables}
    empty = tuple(
        VariableValues(name, ()) for name in dict.fromkeys(_used(results, Uses(document))) if name not in known
    )
    return results._replace(variables=(*results.variables, *empty)) if empty else results


def _used(results: OvalResults, uses: Uses) -> Iterator[str]:
    for collected in results.collected:
        if collected.flag is not Flag.NOT_APPLICABLE:
            # a filter was asked only where there was something to be filtered
            used = uses.object_variables if collected.items else uses.own_variables
            yield from used(collected.object_id)
    for test in results.tests:
        if test.tested_items:
            yield from uses.state_variables(test.test_id)
