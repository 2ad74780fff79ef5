"""What a document is, told by its root element, and which official schema it must follow."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from scapkit.names import (
    AI,
    ARF,
    CPE_DICT,
    CPE_LANG,
    DS,
    OCIL,
    OVAL_COMMON,
    OVAL_DEF,
    OVAL_DIR,
    OVAL_RES,
    OVAL_SC,
    OVAL_VAR,
    XCCDF,
    XCCDF_11,
    XCCDF_11_TAILORING,
)
from scapkit.xmlio.parse import Element, local_name, namespace, text_of

NEWEST_OVAL = "5.11.3"
VERSION = "VERSION"


class Kind(NamedTuple):
    """A kind of document: its name, the version that a document says it has, and the path of a version's schema.

    In the path VERSION stands for the version; where there is none, one schema serves all versions.
    """

    name: str
    version: Callable[[Element], str]
    schema: str


def identify(root: Element) -> Kind | None:
    """The kind of a document; None for one of no kind that is known."""
    found = _KINDS.get((namespace(root), local_name(root)))
    # every kind of asset may stand alone (Asset Identification 1.1, 5.1)
    return _KINDS[AI, "assets"] if found is None and namespace(root) == AI else found


def known_kinds() -> str:
    """The names of all kinds, for messages."""
    return ", ".join(dict.fromkeys(kind.name for kind in _KINDS.values()))


def schema_of(kind: Kind, version: str, schemas: Path) -> tuple[str, str]:
    """The path of the schema below `schemas`, and the version that it is for: the document's own, else the nearest."""
    folder, versioned, _ = kind.schema.partition(VERSION)
    if not versioned:
        return kind.schema, version

    def path(each: str) -> str:
        return kind.schema.replace(VERSION, each)

    having = (each.name for each in (schemas / folder).iterdir() if (schemas / path(each.name)).is_file())
    known = sorted(having, key=_numbers)
    later = [each for each in known if _numbers(each) >= _numbers(version)]
    nearest = version if version in known else (later or known[-1:])[0]
    return path(nearest), nearest


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(each) if each.isdigit() else 0 for each in version.split("."))


def _always(version: str) -> Callable[[Element], str]:
    return lambda _root: version


def _oval_version(root: Element) -> str:
    """The core's: a schema_version with a platform is an extension's (OVAL 5.11 common schema, GeneratorType)."""
    found = root.iterfind(f"{{*}}generator/{{{OVAL_COMMON}}}schema_version")
    core = (text_of(each) for each in found if each.get("platform") is None)
    return next(core, "") or NEWEST_OVAL


def _stream_version(root: Element) -> str:
    """Of SCAP 1.2 and 1.3 (SP 800-126r3, table 2: the version of the Schematron that a collection follows)."""
    return "1.3" if root.get("schematron-version") == "1.3" else "1.2"


def _dictionary_version(root: Element) -> str:
    return text_of(root.find(f"{{{CPE_DICT}}}generator/{{{CPE_DICT}}}schema_version")) or "2.3"


_XCCDF = "xccdf/1.2/xccdf_1.2.xsd"
_OVAL = "oval/VERSION/oval-{}-schema.xsd"
_AI = "arf/1.1/asset-identification_1.1.0.xsd"
_KINDS: dict[tuple[str, str], Kind] = {
    (DS, "data-stream-collection"): Kind(
        # that of SCAP 1.2 differs only in the versions that it lists and in holding OVAL to 5.11.1
        "SCAP source datastream",
        _stream_version,
        "sds/1.3/scap-source-data-stream_1.3.xsd",
    ),
    (XCCDF, "Benchmark"): Kind("XCCDF benchmark", _always("1.2"), _XCCDF),
    (XCCDF, "Tailoring"): Kind("XCCDF tailoring", _always("1.2"), _XCCDF),
    (XCCDF, "TestResult"): Kind("XCCDF TestResult", _always("1.2"), _XCCDF),
    (XCCDF_11, "Benchmark"): Kind("XCCDF benchmark", _always("1.1.4"), "xccdf/1.1/xccdf-schema.xsd"),
    (XCCDF_11, "TestResult"): Kind("XCCDF TestResult", _always("1.1.4"), "xccdf/1.1/xccdf-schema.xsd"),
    (XCCDF_11_TAILORING, "Tailoring"): Kind(
        "XCCDF tailoring", _always("1.1.4"), "xccdf/1.1-tailoring/xccdf-1.1-tailoring.xsd"
    ),
    (OVAL_DEF, "oval_definitions"): Kind("OVAL definitions", _oval_version, _OVAL.format("definitions")),
    (OVAL_VAR, "oval_variables"): Kind("OVAL variables", _oval_version, _OVAL.format("variables")),
    (OVAL_SC, "oval_system_characteristics"): Kind(
        "OVAL system characteristics", _oval_version, _OVAL.format("system-characteristics")
    ),
    (OVAL_RES, "oval_results"): Kind("OVAL results", _oval_version, _OVAL.format("results")),
    (OVAL_DIR, "oval_directives"): Kind("OVAL directives", _oval_version, _OVAL.format("directives")),
    (OCIL, "ocil"): Kind("OCIL questionnaires", _always("2.0"), "ocil/2.0/ocil-2.0.xsd"),
    (CPE_DICT, "cpe-list"): Kind("CPE dictionary", _dictionary_version, "cpe/VERSION/cpe-dictionary_VERSION.xsd"),
    (CPE_LANG, "platform-specification"): Kind("CPE language", _always("2.3"), "cpe/2.3/cpe-language_2.3.xsd"),
    (ARF, "asset-report-collection"): Kind(
        "asset report collection", _always("1.1"), "arf/1.1/asset-reporting-format_1.1.0.xsd"
    ),
    (AI, "assets"): Kind("asset identification", _always("1.1"), _AI),
}
