"""Tailorings made, changed, explained and compared."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from scapkit.api.evaluating.tailored import find_tailoring
from scapkit.api.files.naming import named
from scapkit.compare.change import ChangesFormat, Comparison
from scapkit.compare.tailored import Tailored, compare_profiles
from scapkit.model.tailoring import Ask, ProfileWish, TailoringWish
from scapkit.model.xccdf import Benchmark, Profile, Tailoring
from scapkit.names import short_id
from scapkit.problem import Invalid, Problem, Problems, invalid
from scapkit.span import Span
from scapkit.tailoring.known import profile_named
from scapkit.tailoring.making import Made, changed, namespace_of, policy_by, whole_id, with_profile
from scapkit.xccdf.doubts import refinement_problems
from scapkit.xccdf.profiles import find_profile
from scapkit.xmlio.content import Content
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.write.tailoring import write_tailoring

FORMATS = "scapkit.compare.formats"


class Tailor(NamedTuple):
    """A content, and a tailoring of it with what is to be said of that."""

    content: Content
    tailoring: Tailoring
    warnings: Problems = ()

    def document(self) -> bytes:
        """The tailoring as XML."""
        return to_bytes(write_tailoring(self.tailoring))

    def datastream(self) -> bytes:
        """The content with the tailoring in it; raises Invalid where it is no datastream, or one that is signed."""
        from scapkit.xmlio.tailored_stream import with_tailoring

        content, sources = self.content, self.content.sources
        return with_tailoring(content.data, content.file, self.tailoring, sources.datastream_id, content.benchmark_href)


def make(content: Content, wish: TailoringWish, now: str) -> Tailor:
    """A tailoring as somebody wishes it; `now` is the time of its version (RFC 3339).

    Raises Invalid for ids that the benchmark has not, values that do not fit, and what contradicts itself.
    """
    benchmark = content.bare_benchmark
    namespace = wish.namespace or namespace_of(benchmark)
    first = wish.profiles[0]
    identifier = whole_id(wish.id or short_id(first.id), "tailoring", namespace, first.span)
    empty = Tailoring(identifier, wish.version or "1", now, Path(content.file).name, (), benchmark_id=benchmark.id)
    made = Made(empty)
    problems: list[Problem] = []
    for each in wish.profiles:
        try:
            made = with_profile(made, each, content.benchmark, namespace, content.file)
        except Invalid as error:
            problems += error.problems
    if problems:
        raise Invalid(problems)
    return Tailor(content, made.tailoring, made.warnings)


def edit(content: Content, path: str, profile_id: str, asks: Sequence[Ask], now: str) -> Tailor:
    """A tailoring file with changes of one of its profiles, which may be left open where it has only one.

    Its version grows by one where it is a number. Raises Invalid as `make` does, and unknown-profile.
    """
    tailoring, warnings = _read(content, path)
    version = str(int(tailoring.version) + 1) if tailoring.version.isascii() and tailoring.version.isdigit() else ""
    newer = tailoring._replace(version=version or tailoring.version or "1", version_time=now)
    profile = _own(newer, profile_id, path)
    made = changed(Made(newer, warnings), profile, asks, content.benchmark, content.file)
    return Tailor(content, made.tailoring, made.warnings)


def read(content: Content, path: str) -> Tailor:
    """A tailoring file as it is, with what of it changes nothing or should not."""
    tailoring, warnings = _read(content, path)
    return Tailor(content, tailoring, (*warnings, *_doubts(content.bare_benchmark, tailoring, path)))


def _read(content: Content, path: str) -> tuple[Tailoring, Problems]:
    from scapkit.xmlio.parse import parse, read_bytes
    from scapkit.xmlio.read.profiles import unkept

    tailoring = find_tailoring(content, path, "")
    if tailoring is None:
        raise invalid(path, "not-tailoring", "expected an XCCDF Tailoring")
    return tailoring, tuple(unkept(parse(read_bytes(path), path, comments=True), path))


def _doubts(benchmark: Benchmark, tailoring: Tailoring, path: str) -> Iterator[Problem]:
    for each in tailoring.profiles:
        policy = policy_by(benchmark, tailoring, each, path)
        if policy.profile is not None:
            yield from refinement_problems(policy.benchmark, policy.profile, path, True)


def _own(tailoring: Tailoring, profile_id: str, path: str) -> Profile:
    """A profile of a tailoring; the only one where none is named."""
    if not profile_id and len(tailoring.profiles) == 1:
        return tailoring.profiles[0]
    names = ", ".join(short_id(each.id) for each in tailoring.profiles)
    if not profile_id:
        raise invalid(path, "several-profiles", "which of its profiles is meant?", hint=f"--profile: {names}")
    name = profile_named(profile_id, tailoring.profiles, Span(path))
    if isinstance(name, Problem):
        raise Invalid([name._replace(message=f"the tailoring has no profile {profile_id}", hint=f"it has: {names}")])
    return next(each for each in tailoring.profiles if each.id == name)


def explain(tailor: Tailor, profile_id: str = "") -> Comparison:
    """What a profile of a tailoring changes against the one that it extends, or against the benchmark itself."""
    benchmark, tailoring, file = tailor.content.benchmark, tailor.tailoring, tailor.content.file
    profile = _own(tailoring, profile_id, tailoring.href or file)
    base = {each.id: each for each in (*tailoring.profiles, *benchmark.profiles)}.get(profile.extends)
    before = Tailored(policy_by(benchmark, tailoring, base, file))
    return compare_profiles(before, Tailored(policy_by(benchmark, tailoring, profile, file)))


def compare(content: Content, path: str, old: str, new: str) -> Comparison:
    """What differs between two profiles of a content, or of a tailoring of it; "(default)" is the benchmark itself."""
    tailoring = find_tailoring(content, path, "")
    profiles = (find_profile(content.bare_benchmark, tailoring, each, content.file) for each in (old, new))
    first, second = (Tailored(policy_by(content.benchmark, tailoring, each, content.file)) for each in profiles)
    return compare_profiles(first, second)


def rendered(comparison: Comparison, format_name: str) -> bytes:
    """A comparison in a format; raises Invalid: unknown-format."""
    changes_format: ChangesFormat = named(FORMATS, "CHANGES_FORMAT", format_name, "format")
    return changes_format.render(comparison)


def wish_of(
    base: str, asks: Sequence[Ask], new_id: str = "", title: str = "", description: str = "", namespace: str = ""
) -> TailoringWish:
    """A tailoring with one profile, as the command line asks for it."""
    name = new_id or f"{short_id(base) or 'default'}-tailored"
    profile = ProfileWish(name, base, Span("--profile"), title, description, tuple(asks))
    return TailoringWish((profile,), namespace=namespace)
