"""Reports on results that were written before."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from scapkit.api.evaluating.fleet_reports import FleetReports
from scapkit.api.files.staging import Staging
from scapkit.api.files.writing import write_all
from scapkit.api.recorded.known import Known
from scapkit.api.recorded.reading import ReadingOptions, Recorded, read_results
from scapkit.api.recorded.recorded_waivers import RecordedWaivers
from scapkit.api.recorded.result_files import ResultFiles, result_files
from scapkit.api.reports.reporting import Report, format_named, lacking, report_outputs
from scapkit.api.reports.spool import Spool
from scapkit.problem import Problems, invalid
from scapkit.report.fleets.fleet import Fleet
from scapkit.report.views.assets import Collection

if TYPE_CHECKING:
    from scapkit.report.views.shown import ReportView

ENDS = re.compile(r"(-arf|-xccdf)?(\.xml)?(\.bz2)?$")


def write_report(paths: Sequence[str], report: Report, options: ReadingOptions, now: str) -> Problems:
    """Write a report on all results in the files; returns what is to be told of these.

    Of several assets, in a format for one, the path is a folder with a file for each. Raises Invalid as `read_results`
    and `write_all` do, and for an unknown format; then nothing is written.
    """
    format_named(report.format)
    files, skipped = _files(paths)
    inputs = (*paths, *files, options.content, options.tailoring, *options.oval_results, options.waivers)
    waivers = RecordedWaivers(options, now)
    found = waivers.apply(read_results(files, options, Known()))
    first = next(found)
    second = next(found, None)
    if second is None:
        told = (*skipped, *_told(first, report), *waivers.finish())
        write_all(report_outputs([report], first.view), inputs)
        return told
    warnings = dict.fromkeys(skipped)
    with Staging() as staging:
        reports = FleetReports([report], staging)
        for stem, each in _with_stems(chain((first, second), found)):
            warnings.update(dict.fromkeys(_told(each, report)))
            reports.take(stem, each.view)
        warnings.update(dict.fromkeys((*reports.warnings, *waivers.finish())))
        staging.deliver(reports.outputs(Fleet(_name(paths), ())), inputs)
    return tuple(warnings)


def render_report(
    paths: Sequence[str], name: str, options: ReadingOptions, now: str, stack: ExitStack, width: int = 0
) -> tuple[Iterable[bytes], Problems]:
    """The same report in chunks, which need the stack to be open, and what is to be told. Of text lines have a `width`.

    Raises Invalid (one-asset-format) where a format for one asset is to hold several.
    """
    chosen = format_named(name)
    spool = stack.enter_context(Spool())
    files, skipped = _files(paths)
    warnings = dict.fromkeys(skipped)
    waivers = RecordedWaivers(options, now)
    for each in waivers.apply(read_results(files, options, Known())):
        if len(spool) and not chosen.many:
            message = f"{name} holds one asset, and there are results of several"
            raise invalid(each.file, "one-asset-format", message, hint="name a folder for them: --output")
        warnings.update(dict.fromkeys(_told(each, Report(name, each.file))))
        spool.append(each.view())
    warnings.update(dict.fromkeys((*spool.warnings, *waivers.finish())))
    views = Collection(spool, _name(paths))
    return _text(views, width) if width and name == "text" else chosen.render(views), tuple(warnings)


def _name(paths: Sequence[str]) -> str:
    """What results are called that lie in one folder; others are counted."""
    return Path(paths[0]).resolve().name if len(paths) == 1 and Path(paths[0]).is_dir() else ""


def _text(views: "Iterable[ReportView]", width: int) -> Iterator[bytes]:
    from scapkit.report.console.views_text import views_text

    return views_text(views, width)


def _told(recorded: Recorded, report: Report) -> Problems:
    return (*recorded.warnings, *lacking([report], recorded.evaluation))


def _files(paths: Iterable[str]) -> ResultFiles:
    found = [result_files(path) for path in paths]
    return ResultFiles(
        tuple(file for each in found for file in each.files), tuple(told for each in found for told in each.skipped)
    )


def _with_stems(found: Iterable[Recorded]) -> Iterator[tuple[str, Recorded]]:
    """Each result with what its files are called: as the file it was in, with a number where another has that name."""
    taken: set[str] = set()
    for each in found:
        stem = name = re.sub(r"[^\w.-]", "_", ENDS.sub("", Path(each.file).name)) or "results"
        number = 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        yield name, each
