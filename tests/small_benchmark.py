"""A small benchmark with fixes, references and Values, as a file of its own, to be changed by each test."""

from pathlib import Path

from scapkit.model.xccdf import (
    Benchmark,
    Check,
    ContentRef,
    Fix,
    Group,
    Ident,
    Profile,
    Reference,
    RefineRule,
    RefineValue,
    Rule,
    Select,
    Text,
    Value,
)
from scapkit.names import OCIL_SYSTEM, OVAL_SYSTEM
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.write.xccdf import write_benchmark

BASH, ANSIBLE, KUBERNETES = (f"urn:xccdf:fix:script:{each}" for each in ("sh", "ansible", "kubernetes"))
CIS, NIST = "https://www.cisecurity.org/benchmark/x/", "https://csrc.nist.gov/800-53"


def xid(kind: str, name: str) -> str:
    """An id of this benchmark."""
    return f"xccdf_org.example_{kind}_{name}"


def sub(name: str) -> str:
    """Where a fix names a Value."""
    return f'<xccdf:sub idref="{xid("value", name)}" use="legacy"/>'


def rule(name: str, *fixes: tuple[str, str], severity: str = "medium", **more: object) -> Rule:
    """A rule with fixes, each a system and its text."""
    made = Rule(
        xid("rule", name),
        titles=(Text(f"Title of {name}"),),
        descriptions=(Text(f"Description of {name}."),),
        fixes=tuple(Fix(text, system, f"{name}-{number}") for number, (system, text) in enumerate(fixes)),
        severity=severity,
        selected=False,
    )
    return made._replace(**more)


UMASK = Value(xid("value", "umask"), titles=(Text("Umask"),), values=(("", "022"), ("strict", "077")))
RULES = (
    rule(
        "umask",
        (BASH, f"umask_value='{sub('umask')}'\necho \"umask $umask_value\" &gt;&gt; \"$OUT\""),
        (ANSIBLE, f"- name: Value\n  set_fact:\n    umask_value: !!str {sub('umask')}\n- name: Say it\n"
         "  debug:\n    msg: '{{ umask_value }}'\n  tags: [CCE-80000-1, own]\n"),
        severity="high",
        idents=(Ident("https://example.org/cce", "CCE-80000-1"),),
        references=(Reference(CIS, "1.1"), Reference(NIST, "AC-6"), Reference(NIST, "AC-6(1)")),
        checks=(Check(OVAL_SYSTEM, (ContentRef("oval.xml", "oval:x:def:1"),)),),
    ),
    rule("fails", (BASH, "echo before &gt;&gt; \"$OUT\"\nexit 3"), references=(Reference(CIS, "1.2"),)),
    rule("manifest", (KUBERNETES, "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n"), severity="low"),
    rule("manual", checks=(Check(OCIL_SYSTEM, (ContentRef("ocil.xml", "ocil:x:questionnaire:1"),)),)),
    rule("unselected", (BASH, "echo never &gt;&gt; \"$OUT\"")),
    rule("last", (BASH, "# nothing to do but a comment"), (BASH, "echo second &gt;&gt; \"$OUT\"")),
)  # fmt: skip
PROFILE = Profile(
    xid("profile", "base"),
    titles=(Text("Base"),),
    refinements=(
        *(Select(each.id, True) for each in RULES if not each.id.endswith("unselected")),
        RefineValue(xid("value", "umask"), "strict"),
        RefineRule(xid("rule", "last"), severity="info"),
    ),
)
BENCHMARK = Benchmark(
    xid("benchmark", "SMALL"),
    "1.0",
    titles=(Text("A Small Guide"),),
    references=(Reference(CIS, "cis"), Reference(NIST, "nist")),
    profiles=(PROFILE,),
    values=(UMASK,),
    children=(Group(xid("group", "all"), titles=(Text("All"),), children=RULES),),
    resolved=True,
)


def with_rules(*rules: Rule) -> Benchmark:
    """The benchmark with these rules, all of them in its profile."""
    chosen = (*(Select(each.id, True) for each in rules), *PROFILE.refinements[-2:])
    group = BENCHMARK.children[0]._replace(children=rules)
    return BENCHMARK._replace(children=(group,), profiles=(PROFILE._replace(refinements=chosen),))


def written(folder: Path, benchmark: Benchmark = BENCHMARK, name: str = "small-xccdf.xml") -> Path:
    """The benchmark as a file."""
    path = folder / name
    path.write_bytes(to_bytes(write_benchmark(benchmark)))
    return path
