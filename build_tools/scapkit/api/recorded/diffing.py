"""What changed between two results, written in some format, and held against conditions and a baseline."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scapkit.api.files.naming import named
from scapkit.api.files.writing import Output
from scapkit.api.recorded.records import Records
from scapkit.compare.results.accepting import against_baseline
from scapkit.compare.results.baseline import NONE, Baseline
from scapkit.compare.results.baseline_file import read_baseline, write_baseline
from scapkit.compare.results.change import ResultsDiff
from scapkit.compare.results.comparing import compare_assets
from scapkit.compare.results.conditions import met, read_conditions
from scapkit.compare.results.protocol import ResultsFormat
from scapkit.compare.results.record import AssetRecord
from scapkit.compare.results.stale import pruned
from scapkit.problem import WARNING, Problem, Problems, did_you_mean, invalid
from scapkit.span import Span
from scapkit.xmlio.parse import read_bytes

FORMATS = "scapkit.compare.results.formats"


class DiffOptions(NamedTuple):
    """What to compare, paths of results or of folders of such; `old` is empty where there is only a baseline.

    `same` are old and new names of assets, as `OLD=NEW`; `fail_on` conditions; `content` what was judged by, where the
    results do not hold it. `format` is what is shown, `reports` are further formats with their files, as `FORMAT=FILE`.
    """

    old: str
    new: str
    format: str = "text"
    output: str = ""
    reports: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ()
    baseline: str = ""
    write_baseline: str = ""
    content: str = ""


class Diffed(NamedTuple):
    """What changed, the bytes to be shown, the files to be written, and what was read and must not be written over."""

    diff: ResultsDiff
    shown: bytes
    outputs: tuple[Output, ...]
    inputs: tuple[str, ...]
    warnings: Problems = ()


def diff_results(options: DiffOptions) -> Diffed:
    """Compare; raises Invalid for results, baseline, conditions, formats and names that cannot be used."""
    conditions, formats = read_conditions(options.fail_on, bool(options.old)), _formats(options)
    if not (options.old or options.baseline or options.write_baseline):
        hint = "name OLD and NEW, or one of them and --baseline"
        raise invalid("diff", "nothing-to-compare", "there is only one result", hint=hint)
    baseline = _baseline(options.baseline)
    reading = Records(options.content)
    olds = reading.read(options.old) if options.old else ()
    news = reading.read(options.new)
    same = _same(options.same, olds, news)
    if options.old:
        assets = compare_assets(olds, news, same, baseline, reading.contents)
    else:
        assets = against_baseline(news, baseline)
    stale = pruned(baseline, news)[1]
    old = options.old or (f"the baseline {options.baseline}" if options.baseline else "nothing")
    diff = ResultsDiff(old, options.new, assets, stale)
    diff = diff._replace(met=met(conditions, diff))
    outputs = [Output(path, lambda each=each: each.render(diff)) for each, path in formats[1:]]  # type: ignore[misc]
    if options.write_baseline:
        outputs.append(Output(options.write_baseline, lambda: write_baseline(news, baseline)))
    inputs = (options.old, options.new, options.content, *reading.files)
    warnings = (*reading.warnings, *_strange(baseline, (*olds, *news)))
    return Diffed(diff, formats[0][0].render(diff), tuple(outputs), inputs, warnings)


def _formats(options: DiffOptions) -> list[tuple[ResultsFormat, str]]:
    """The format that is shown, then those of files."""
    found: list[tuple[ResultsFormat, str]] = [(named(FORMATS, "RESULTS_FORMAT", options.format, "format"), "")]
    for text in options.reports:
        name, equals, path = text.partition("=")
        if not (name and equals and path):
            raise invalid("--report", "malformed-report", f"{text} is not FORMAT=FILE", hint="such as junit=diff.xml")
        found.append((named(FORMATS, "RESULTS_FORMAT", name, "format"), path))
    return found


def _baseline(path: str) -> Baseline:
    return read_baseline(read_bytes(path), path) if path else NONE


def _strange(baseline: Baseline, assets: Sequence[AssetRecord]) -> Iterator[Problem]:
    """A warning for each entry of a baseline that is about a rule which no results have."""
    known = {name for each in assets for key, record in each.rules.items() for name in (key, record.id)}
    for entry in baseline.all:
        if entry.rule not in known:
            hint = did_you_mean(entry.rule, known) or "it may have been renamed or removed"
            message = f"no results have a rule {entry.rule}"
            yield Problem(Span(baseline.file, entry.line), "unknown-rule", message, hint, WARNING)


def _same(texts: Sequence[str], olds: Sequence[AssetRecord], news: Sequence[AssetRecord]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in texts:
        old, equals, new = text.partition("=")
        if not (old and equals and new):
            raise invalid("--asset", "malformed-asset", f"{text} is not OLD=NEW", hint="the names of one asset")
        for name, assets, side in ((old, olds, "old"), (new, news, "new")):
            known = [each.name for each in assets]
            if name not in known:
                hint = did_you_mean(name, known) or f"there are: {', '.join(known[:5])}"
                raise invalid("--asset", "unknown-asset", f"no asset {name} in the {side} results", hint=hint)
        found[old] = new
    return found
