"""Namespaces of the standards and how ids are made."""

XCCDF = "http://checklists.nist.gov/xccdf/1.2"
XCCDF_11 = "http://checklists.nist.gov/xccdf/1.1"
XCCDF_11_TAILORING = "http://open-scap.org/page/Xccdf-1.1-tailoring"
XHTML = "http://www.w3.org/1999/xhtml"
OVAL_DEF = "http://oval.mitre.org/XMLSchema/oval-definitions-5"
OVAL_COMMON = "http://oval.mitre.org/XMLSchema/oval-common-5"
OVAL_SC = "http://oval.mitre.org/XMLSchema/oval-system-characteristics-5"
OVAL_RES = "http://oval.mitre.org/XMLSchema/oval-results-5"
OVAL_VAR = "http://oval.mitre.org/XMLSchema/oval-variables-5"
OVAL_DIR = "http://oval.mitre.org/XMLSchema/oval-directives-5"
OCIL = "http://scap.nist.gov/schema/ocil/2.0"
CPE_DICT = "http://cpe.mitre.org/dictionary/2.0"
CPE_LANG = "http://cpe.mitre.org/language/2.0"
DS = "http://scap.nist.gov/schema/scap/source/1.2"
ARF = "http://scap.nist.gov/schema/asset-reporting-format/1.1"
AI = "http://scap.nist.gov/schema/asset-identification/1.1"
REPORTING_CORE = "http://scap.nist.gov/schema/reporting-core/1.1"
ARF_VOCABULARY = "http://scap.nist.gov/specifications/arf/vocabulary/relationships/1.0#"
CATALOG = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
XLINK = "http://www.w3.org/1999/xlink"
DC = "http://purl.org/dc/elements/1.1/"
XML = "http://www.w3.org/XML/1998/namespace"
DSIG = "http://www.w3.org/2000/09/xmldsig#"
TMSAD = "http://scap.nist.gov/schema/xml-dsig/1.0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

OVAL_SYSTEM = OVAL_DEF
OCIL_SYSTEM = "http://scap.nist.gov/schema/ocil/2"
CCE_SYSTEM = "http://cce.mitre.org"
CPE_SYSTEM = "http://cpe.mitre.org"

HOME = "https://github.com/scapkit/scapkit"
"""Where the program is from; also the name under which its own identifiers are made."""

PREFIXES = {
    "xccdf-1.2": XCCDF,
    "html": XHTML,
    "oval-def": OVAL_DEF,
    "oval": OVAL_COMMON,
    "oval-sc": OVAL_SC,
    "oval-res": OVAL_RES,
    "ocil": OCIL,
    "cpe-dict": CPE_DICT,
    "cpe-lang": CPE_LANG,
    "ds": DS,
    "arf": ARF,
    "ai": AI,
    "core": REPORTING_CORE,
    "cat": CATALOG,
    "xlink": XLINK,
    "dc": DC,
    "xsi": XSI,
    "dsig": DSIG,
    "tmsad": TMSAD,
}

FAMILY_PREFIXES = {"independent": "ind"}


MAX_NAME = 1000
"""Characters of a name that are told: reports repeat names of assets and benchmarks with each result."""


def brief(name: str) -> str:
    """A name as it is told, of one that is too long the start with an ellipsis."""
    return name if len(name) <= MAX_NAME else f"{name[: MAX_NAME - 1]}…"


def xccdf_id(namespace: str, kind: str, name: str) -> str:
    """`xccdf_NAMESPACE_KIND_NAME`, the id format of XCCDF 1.2 (NIST IR 7275r4, 6.2.3)."""
    return f"xccdf_{namespace}_{kind}_{name}"


def short_id(xccdf_identifier: str) -> str:
    """The last part of an XCCDF id: `xccdf_org.x.content_rule_a_b` gives `a_b`; other ids come back whole."""
    parts = xccdf_identifier.split("_", 3)
    if len(parts) == 4 and parts[0] == "xccdf":
        return parts[3]
    return xccdf_identifier


def oval_id(namespace: str, name: str, kind: str) -> str:
    """`oval:NAMESPACE-NAME:KIND:1`; kind is def, tst, obj, ste or var (OVAL 5.11 common schema, id patterns)."""
    return f"oval:{namespace}-{name}:{kind}:1"


def ocil_id(namespace: str, name: str, kind: str) -> str:
    """`ocil:NAMESPACE-NAME_SUFFIX:KIND:1`; the suffix is what authors in this field use for each kind."""
    suffix = {"questionnaire": "ocil", "testaction": "action", "question": "question"}[kind]
    return f"ocil:{namespace}-{name}_{suffix}:{kind}:1"
