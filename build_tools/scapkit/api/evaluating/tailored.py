"""The tailoring that an evaluation was asked to use, and the policy that it is judged by."""

from collections.abc import Iterable

from scapkit.evaluate.evaluate import rules_to_judge
from scapkit.model.xccdf import Tailoring
from scapkit.names import short_id
from scapkit.problem import did_you_mean, invalid
from scapkit.xccdf.items import values_of, walk
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy
from scapkit.xccdf.profiles import find_profile, selectable
from scapkit.xmlio.content import Content
from scapkit.xmlio.current import is_old


def find_tailoring(content: Content, path: str, tailoring_id: str) -> Tailoring | None:
    """That of a file, else that of an id inside the datastream, whole or of its component-ref; None without either.

    Raises Invalid: unknown-tailoring, not-tailoring, and what reading the file may raise.
    """
    if path:
        return _from_file(content, path)
    if not tailoring_id:
        return None
    known = content.tailorings
    if tailoring_id not in known:
        message = f"no tailoring {tailoring_id}; there are: {', '.join(known) or 'none'}"
        raise invalid(content.file, "unknown-tailoring", message, hint=did_you_mean(tailoring_id, known))
    return known[tailoring_id]


def _from_file(content: Content, path: str) -> Tailoring:
    from scapkit.xmlio.parse import parse, read_bytes
    from scapkit.xmlio.read.profiles import read_tailoring

    data = read_bytes(path)
    return read_tailoring(parse(_current(data, path, content), path), path)


def _current(data: bytes, path: str, content: Content) -> bytes:
    """A tailoring of XCCDF 1.1 as one of 1.2, in which the benchmark's items have the ids that they were given."""
    if not is_old(data):
        return data
    from scapkit.xmlio.upgrade import Ids, upgraded

    benchmark = content.bare_benchmark
    names = [*(item.id for item, _ in walk(benchmark)), *(value.id for value in values_of(benchmark))]
    profiles = {short_id(each.id): each.id for each in benchmark.profiles}
    return upgraded(data, path, Ids({short_id(name): name for name in names}, profiles))


def policy_of(
    content: Content,
    tailoring: Tailoring | None,
    profile_id: str = "",
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
) -> Policy:
    """What a profile makes of the benchmark; `only` and `skip` are the rules to judge instead, or not to.

    Raises Invalid: unknown-profile, unknown-rule, nothing-selected.
    """
    benchmark, rules = content.bare_benchmark, tuple(only)
    if not profile_id and tailoring and len(tailoring.profiles) == 1:
        profile_id = tailoring.profiles[0].id
    profile = find_profile(benchmark, tailoring, profile_id, content.file)
    policy = make_policy(benchmark, profile, content.file)
    rules_to_judge(policy, rules, skip)
    known = ", ".join(short_id(each) for each in selectable(benchmark, tailoring))
    if not policy.selected and not rules and profile is None and known:
        message = "no rule is selected, so nothing would be judged"
        raise invalid(content.file, "nothing-selected", message, hint=f"profiles to choose from: {known}")
    return policy
