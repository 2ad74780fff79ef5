"""Profiles by id, with all that they inherit (NIST IR 7275r4, 6.5 and 7.2.2)."""

from collections.abc import Iterable, Iterator

from scapkit.model.xccdf import Benchmark, Profile, Tailoring
from scapkit.names import short_id
from scapkit.problem import Invalid, did_you_mean, invalid
from scapkit.xccdf.extends import flattened, merge_profiles

DEFAULT = "(default)"


def find_profile(benchmark: Benchmark, tailoring: Tailoring | None, profile_id: str, file: str = "") -> Profile | None:
    """The profile of that id, complete. The id may be short; "" and "(default)" mean no profile, which is None.

    A tailoring's profile stands before the benchmark's of the same id. Raises Invalid: unknown-profile (naming those
    there are), abstract-profile, ambiguous-profile, unknown-extends, cyclic-extends. `file` is for these problems.
    """
    if profile_id in ("", DEFAULT):
        return None
    known = selectable(benchmark, tailoring)
    where = file or benchmark.id
    found = _matching(known, profile_id)
    if not found:
        raise _unknown(benchmark, tailoring, profile_id, where)
    if len(found) > 1:
        raise invalid(where, "ambiguous-profile", f"{profile_id} may be any of: {', '.join(found)}")
    return resolve_profile(benchmark, tailoring, known[found[0]], file)


def _unknown(benchmark: Benchmark, tailoring: Tailoring | None, profile_id: str, where: str) -> Invalid:
    names = [short_id(each) for each in selectable(benchmark, tailoring)]
    there_are = f"there are: {', '.join(names) or 'none'}"
    profiles = (*benchmark.profiles, *(tailoring.profiles if tailoring else ()))
    if _matching({each.id: each for each in profiles}, profile_id):
        message = f"the profile {profile_id} is abstract, only for others to extend; {there_are}"
        return invalid(where, "abstract-profile", message)
    message, hint = f"no profile {profile_id}; {there_are}", did_you_mean(short_id(profile_id), names)
    return invalid(where, "unknown-profile", message, hint=hint)


def selectable(benchmark: Benchmark, tailoring: Tailoring | None = None) -> dict[str, Profile]:
    """The profiles that one may ask for, by whole id: all that are not abstract, a tailoring's before the others."""
    profiles = (*benchmark.profiles, *(tailoring.profiles if tailoring else ()))
    return {profile.id: profile for profile in profiles if not profile.abstract}


def family(benchmark: Benchmark, tailoring: Tailoring | None, profile_id: str, file: str = "") -> tuple[Profile, ...]:
    """The profile of that id, and those for other kinds of assets, whose ids begin with it and a hyphen.

    `cis` stands for `cis-node` too. What follows the hyphen must not begin with a digit: `cis-1.8` is another version.
    The nearest come first, behind those of a tailored profile those of what it extends. Each is complete; without an id
    there is none. Raises Invalid as find_profile does.
    """
    first = find_profile(benchmark, tailoring, profile_id, file)
    if first is None:
        return ()
    known = selectable(benchmark, tailoring)
    names = dict.fromkeys(name for stem in _line(tailoring, first.id) for name in _kin(known, stem))
    return (first, *(found for each in names if (found := find_profile(benchmark, tailoring, each, file))))


def _line(tailoring: Tailoring | None, profile_id: str) -> Iterator[str]:
    """A profile, and as far as tailored ones extend others, these."""
    own = {each.id: each for each in (tailoring.profiles if tailoring else ())}
    yield profile_id
    while profile_id in own:
        profile_id = own.pop(profile_id).extends
        yield profile_id


def _kin(known: Iterable[str], stem: str) -> list[str]:
    """The ids that begin with a profile's and a hyphen, the nearest first; a digit behind it begins another version."""
    start = f"{stem}-"
    names = [each for each in known if each.startswith(start) and not each[len(start) :][:1].isdigit()]
    return sorted(names, key=lambda each: each.count("-"))


def _matching(known: dict[str, Profile], wanted: str) -> list[str]:
    """The whole id if there is one, else those whose short id it is, else those that end with it."""
    if wanted in known:
        return [wanted]
    return [each for each in known if short_id(each) == wanted] or [
        each for each in known if each.endswith(f"_{wanted}")
    ]


def resolve_profile(benchmark: Benchmark, tailoring: Tailoring | None, profile: Profile, file: str = "") -> Profile:
    """The profile with all that it inherits, so that its refinements are the whole list to be applied in order.

    An `extends` means the benchmark's profile of that id, so that a tailoring may take over an id, and only where
    there is none the tailoring's own. Raises Invalid: unknown-extends, cyclic-extends.
    """
    where = file or (tailoring.href if tailoring and profile in tailoring.profiles else "") or benchmark.id
    own = {each.id: each for each in (tailoring.profiles if tailoring else ())}
    known = own | {each.id: each for each in benchmark.profiles}
    return flattened(profile, known, merge_profiles, where)
