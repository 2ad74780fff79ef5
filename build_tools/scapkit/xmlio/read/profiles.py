"""XCCDF profiles and tailoring documents to the model (NIST IR 7275r4, 6.5 and 6.7)."""

from collections.abc import Iterator

from scapkit.model.xccdf import (
    Profile,
    Refinement,
    RefineRule,
    RefineValue,
    Select,
    SetValue,
    Tailoring,
)
from scapkit.names import XCCDF
from scapkit.problem import WARNING, Problem, invalid
from scapkit.span import Span
from scapkit.xmlio.parse import Element, boolean, line_of, local_name, text_of
from scapkit.xmlio.read.prose import platforms, references, statuses, texts
from scapkit.xmlio.read.values import content_of

X = f"{{{XCCDF}}}"


def read_tailoring(root: Element, file: str) -> Tailoring:
    """The profiles of a Tailoring document; raises Invalid for another root."""
    if root.tag != f"{X}Tailoring":
        message = f"expected an XCCDF Tailoring, found {local_name(root)}"
        raise invalid(file, "not-tailoring", message, line=line_of(root))
    version, benchmark = root.find(f"{X}version"), root.find(f"{X}benchmark")
    return Tailoring(
        id=root.get("id", ""),
        version=text_of(version),
        version_time="" if version is None else version.get("time", ""),
        benchmark_href="" if benchmark is None else benchmark.get("href", ""),
        benchmark_id="" if benchmark is None else benchmark.get("id", ""),
        profiles=tuple(read_profile(each) for each in root.iterfind(f"{X}Profile")),
        href=file,
    )


UNKEPT = ("comments", "dc-status", "metadata", "signature", "remark", "profile-note")
"""What of a tailoring the model does not hold."""


def unkept(root: Element, file: str) -> Iterator[Problem]:
    """A warning that what the model does not hold of a tailoring is lost where it is written anew."""
    names = (local_name(each) if isinstance(each.tag, str) else "comments" for each in root.iter())
    found = dict.fromkeys(name for name in names if name in UNKEPT)
    if found:
        message = f"what is written anew has no more of: {', '.join(found)}"
        yield Problem(Span(file), "lost-parts", message, level=WARNING)


def read_profile(element: Element) -> Profile:
    """One Profile element; its refinements keep their order."""
    return Profile(
        id=element.get("id", ""),
        titles=texts(element, "title"),
        descriptions=texts(element, "description"),
        references=references(element),
        platforms=platforms(element),
        refinements=tuple(found for child in element if (found := _refinement(child)) is not None),
        extends=element.get("extends", ""),
        abstract=boolean(element.get("abstract")),
        prohibit_changes=boolean(element.get("prohibitChanges")),
        status=statuses(element),
        version=text_of(element.find(f"{X}version")),
        note_tag=element.get("note-tag", ""),
    )


def _refinement(element: Element) -> Refinement | None:
    name, idref = local_name(element), element.get("idref", "")
    if name == "select":
        return Select(idref, boolean(element.get("selected")))
    if name in ("set-value", "set-complex-value"):
        return SetValue(idref, content_of(element))
    if name == "refine-value":
        return RefineValue(idref, element.get("selector", ""), element.get("operator", ""))
    if name == "refine-rule":
        get = element.get
        return RefineRule(idref, get("weight", ""), get("selector", ""), get("severity", ""), get("role", ""))
    return None
