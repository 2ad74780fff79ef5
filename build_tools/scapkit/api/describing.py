"""What a content file holds, in a few lines."""

from collections.abc import Iterator

from scapkit.names import short_id
from scapkit.report.prose import to_plain
from scapkit.xmlio.content import Content, open_content


def describe(file: str) -> Iterator[tuple[str, str]]:
    """Pairs of a heading and a line; lines that go on under a heading have an empty one."""
    content = open_content(file)
    yield "file", file
    yield (
        "kind",
        {"datastream": "SCAP source datastream", "xccdf": "XCCDF benchmark", "oval": "OVAL definitions"}[content.kind],
    )
    if content.kind == "oval":
        yield from _oval(content)
    else:
        yield from _benchmark(content)


def _oval(content: Content) -> Iterator[tuple[str, str]]:
    (href,) = content.hrefs
    document = content.oval(href)
    assert document is not None
    yield "schema version", document.generator.schema_version
    yield "definitions", str(len(document.definitions))


def _benchmark(content: Content) -> Iterator[tuple[str, str]]:
    benchmark = content.benchmark
    if content.datastream_id:
        yield "datastream", content.datastream_id
    yield "benchmark", benchmark.id
    yield "title", to_plain(benchmark.titles[0].markup, {}) if benchmark.titles else ""
    yield "version", benchmark.version
    for status in benchmark.status:
        yield "status", f"{status.value} (as of {status.date})" if status.date else status.value
    heading = "profiles"
    for profile in benchmark.profiles:
        title = to_plain(profile.titles[0].markup, {}) if profile.titles else ""
        yield heading, f"{short_id(profile.id):28} {title}"
        heading = ""
