"""Documents against the official schemas and the SCAP 1.3 Schematron, where these are installed."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from scapkit.names import ARF, CPE_DICT, DS, OCIL, OVAL_DEF, OVAL_RES, OVAL_SC, OVAL_VAR, XCCDF
from scapkit.problem import Problem, invalid
from scapkit.span import Span
from scapkit.xmlio.parse import Element, line_of, local_name, namespace, parse

SEARCH_PATH = (
    "/usr/share/openscap/schemas",
    "/usr/local/share/openscap/schemas",
    "/opt/homebrew/share/openscap/schemas",
)
ENVIRONMENT = "SCAPKIT_SCHEMAS"
OVAL = "oval/5.11.3"
# One schema for each namespace; ARF is validated together with all that it carries.
SCHEMAS = {
    DS: "sds/1.3/scap-source-data-stream_1.3.xsd",
    XCCDF: "xccdf/1.2/xccdf_1.2.xsd",
    OVAL_DEF: f"{OVAL}/oval-definitions-schema.xsd",
    OVAL_SC: f"{OVAL}/oval-system-characteristics-schema.xsd",
    OVAL_RES: f"{OVAL}/oval-results-schema.xsd",
    OVAL_VAR: f"{OVAL}/oval-variables-schema.xsd",
    OCIL: "ocil/2.0/ocil-2.0.xsd",
    CPE_DICT: "cpe/2.3/cpe-dictionary_2.3.xsd",
    ARF: "arf/1.1/asset-reporting-format_1.1.0.xsd",
}
CARRIED = {ARF: (XCCDF, OVAL_RES, DS), DS: (XCCDF, OVAL_DEF, OCIL, CPE_DICT)}
# What libxml2 says of its own workings besides the error.
NOISE = "No precomputed value available"
SCHEMATRON = "sds/1.3/source-data-stream-1.3.xsl"


def find_schemas(given: str | None, environment: Mapping[str, str]) -> Path | None:
    """The folder of official schemas: given, from SCAPKIT_SCHEMAS, or where openscap-common puts it; None without one.

    A given folder that does not hold them raises Invalid.
    """
    for asked in (given, environment.get(ENVIRONMENT)):
        if asked:
            if not (Path(asked) / SCHEMAS[XCCDF]).is_file():
                raise invalid(asked, "no-schemas", f"holds no {SCHEMAS[XCCDF]}", hint="see Debian's openscap-common")
            return Path(asked)
    return next((Path(each) for each in SEARCH_PATH if (Path(each) / SCHEMAS[XCCDF]).is_file()), None)


def schema_problems(root: Element, file: str, schemas: Path) -> list[Problem]:
    """What the schema of the document's namespace objects to; an unknown namespace is a problem too."""
    uri = namespace(root)
    if uri not in SCHEMAS:
        return [Problem(Span(file, line_of(root)), "unknown-document", f"no schema is known for {local_name(root)}")]
    schema = _schema(uri, schemas)
    if schema.validate(root):
        return []
    found = (each for each in schema.error_log if NOISE not in each.message)  # type: ignore[attr-defined]
    return [Problem(Span(file, each.line, each.column), "schema", each.message) for each in found]


@cache
def _schema(uri: str, schemas: Path) -> etree.XMLSchema:
    uris = (uri, *CARRIED.get(uri, ()))
    driver = etree.Element("{http://www.w3.org/2001/XMLSchema}schema")
    for each in uris:
        location = (schemas / SCHEMAS[each]).as_uri()
        etree.SubElement(driver, "{http://www.w3.org/2001/XMLSchema}import", namespace=each, schemaLocation=location)
    return etree.XMLSchema(driver)


def schematron_problems(data: bytes, file: str, schemas: Path) -> list[Problem]:
    """What the SCAP 1.3 Schematron says of a source datastream: errors and warnings, one problem each."""
    transform = etree.XSLT(etree.parse(str(schemas / SCHEMATRON)))
    report = str(transform(parse(data, file, comments=True).getroottree()))
    lines = (line.strip() for line in report.splitlines())
    return [Problem(Span(file), "schematron", line) for line in lines if line and not line.startswith("<?xml")]
