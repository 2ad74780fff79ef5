"""Documents against the official schemas and Schematrons, where these are installed."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from scapkit.names import ARF, CPE_DICT, DS, OCIL, OVAL_DEF, OVAL_RES, XCCDF
from scapkit.problem import WARNING, Problem, invalid
from scapkit.span import Span
from scapkit.xmlio.kinds import identify, known_kinds, schema_of
from scapkit.xmlio.parse import Element, line_of, local_name, namespace, parse
from scapkit.xmlio.scap_requirements import in_words

SEARCH_PATH = (
    "/usr/share/openscap/schemas",
    "/usr/local/share/openscap/schemas",
    "/opt/homebrew/share/openscap/schemas",
)
ENVIRONMENT = "SCAPKIT_SCHEMAS"
XCCDF_SCHEMA = "xccdf/1.2/xccdf_1.2.xsd"
# What collections carry is validated with them, by the newest schemas.
COMPONENTS = {
    XCCDF: XCCDF_SCHEMA,
    OVAL_DEF: "oval/5.11.3/oval-definitions-schema.xsd",
    OVAL_RES: "oval/5.11.3/oval-results-schema.xsd",
    OCIL: "ocil/2.0/ocil-2.0.xsd",
    CPE_DICT: "cpe/2.3/cpe-dictionary_2.3.xsd",
    DS: "sds/1.3/scap-source-data-stream_1.3.xsd",
}
CARRIED = {ARF: (XCCDF, OVAL_RES, DS), DS: (XCCDF, OVAL_DEF, OCIL, CPE_DICT)}
# What libxml2 says of its own workings besides the error.
NOISE = "No precomputed value available"
COLLECTIONS = "sds/1.3/source-data-stream-1.3.xsl"


def find_schemas(given: str | None, environment: Mapping[str, str]) -> Path | None:
    """The folder of official schemas: given, from SCAPKIT_SCHEMAS, or where openscap-common puts it; None without one.

    A given folder that does not hold them raises Invalid.
    """
    for asked in (given, environment.get(ENVIRONMENT)):
        if asked:
            if not (Path(asked) / XCCDF_SCHEMA).is_file():
                raise invalid(asked, "no-schemas", f"holds no {XCCDF_SCHEMA}", hint="see Debian's openscap-common")
            return Path(asked)
    return next((Path(each) for each in SEARCH_PATH if (Path(each) / XCCDF_SCHEMA).is_file()), None)


def schema_problems(root: Element, file: str, schemas: Path) -> list[Problem]:
    """What the schema of the document's kind and version objects to; an unknown kind is a problem too.

    Where a version has no schema, that of the nearest is taken, with a warning.
    """
    kind = identify(root)
    if kind is None:
        message = f"{local_name(root)} is the root of no document that is known"
        return [Problem(Span(file, line_of(root)), "unknown-document", message, f"known: {known_kinds()}")]
    version = kind.version(root)
    path, taken = schema_of(kind, version, schemas)
    problems = []
    if taken != version:
        message = f"there is no schema for {kind.name} of version {version}: checked by that of {taken}"
        problems.append(Problem(Span(file, line_of(root)), "schema-version", message, level=WARNING))
    schema = _schema(namespace(root), path, schemas)
    if schema.validate(root):
        return problems
    found = (each for each in schema.error_log if NOISE not in each.message)  # type: ignore[attr-defined]
    return problems + [Problem(Span(file, each.line, each.column), "schema", each.message) for each in found]


@cache
def _schema(uri: str, path: str, schemas: Path) -> etree.XMLSchema:
    locations = {uri: path, **{each: COMPONENTS[each] for each in CARRIED.get(uri, ())}}
    driver = etree.Element("{http://www.w3.org/2001/XMLSchema}schema")
    for each, location in locations.items():
        uri_of_file = (schemas / location).as_uri()
        etree.SubElement(driver, "{http://www.w3.org/2001/XMLSchema}import", namespace=each, schemaLocation=uri_of_file)
    return etree.XMLSchema(driver)


def schematron_problems(data: bytes, file: str, schemas: Path) -> list[Problem]:
    """What the SCAP 1.3 Schematron says of a source datastream: errors and warnings, one problem each."""
    root = parse(data, file, comments=True)
    lines = {each.get("id"): line_of(each) for each in root.iter(etree.Element) if each.get("id")}
    return [_requirement(each, file, lines) for each in _messages(root, schemas / COLLECTIONS)]


def _requirement(text: str, file: str, lines: Mapping[str | None, int]) -> Problem:
    """A line such as `Warning: SRC-251-1|xccdf:Rule ID` in words, at the element's line."""
    level, _, rest = text.partition(": ")
    code, _, element = rest.partition("|")
    line = lines.get(element.rpartition(" ")[2], 0)
    message = f"{code}: {element} {in_words(code)}" if element else text
    return Problem(Span(file, line), "schematron", message, level=WARNING if level == "Warning" else "error")


def language_problems(data: bytes, file: str, schemas: Path) -> list[Problem]:
    """What the Schematron of XCCDF 1.2 or of OVAL says of a document; nothing of other kinds.

    OVAL's takes minutes on large documents.
    """
    root = parse(data, file, comments=True)
    kind = identify(root)
    if kind is None or not kind.schema.startswith(("oval/", "xccdf/1.2/")):
        return []
    schema = schemas / schema_of(kind, kind.version(root), schemas)[0]
    name = schema.name.removesuffix(".xsd").removesuffix("-schema").removesuffix("s")
    found = next(iter(sorted(schema.parent.glob(f"{name}*-schematron.xsl"))), None)
    return [_said(each, file) for each in _messages(root, found)] if found else []


def _said(text: str, file: str) -> Problem:
    level = WARNING if text.startswith(("Warning:", "DEPRECATED")) else "error"
    return Problem(Span(file), "schematron", text.removeprefix("Warning: ").removeprefix("Error: "), level=level)


def _messages(root: Element, stylesheet: Path) -> Iterator[str]:
    transform = etree.XSLT(etree.parse(str(stylesheet)))
    for line in str(transform(root.getroottree())).splitlines():
        text = " ".join(line.split())
        if text and not text.startswith("<?xml"):
            yield text
