"""Keys and certificates for tests, and documents to sign."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scapkit.api.contents.signing import SignOptions, sign, trusted_by, verify
from scapkit.problem import Invalid
from shared import NOW

KINDS = {
    "rsa": ("rsa:2048",),
    "p256": ("ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
    "p384": ("ec", "-pkeyopt", "ec_paramgen_curve:secp384r1"),
    "p521": ("ec", "-pkeyopt", "ec_paramgen_curve:secp521r1"),
    "short": ("rsa:1024",),
    "odd": ("ed25519",),
}

DS = "http://scap.nist.gov/schema/scap/source/1.2"
DSIG = "http://www.w3.org/2000/09/xmldsig#"
COLLECTION = f"""<?xml version="1.0"?><?before all?>
<ds:data-stream-collection xmlns:ds="{DS}" xmlns:xlink="http://www.w3.org/1999/xlink" id="c" schematron-version="1.3">
  <ds:data-stream id="s" scap-version="1.3" use-case="OTHER" timestamp="{NOW}"><?inside?><!-- a remark -->
    <ds:checklists><ds:component-ref id="r" xlink:href="#one"/></ds:checklists>
    <ds:checks><ds:component-ref id="r2" xlink:href="#two"/><ds:component-ref id="r3" xlink:href="http://far/"/></ds:checks>
  </ds:data-stream>
  <ds:component id="one" timestamp="{NOW}"><a xmlns="urn:a" id="one">text</a></ds:component>
  <ds:component id="two" timestamp="{NOW}"><b xmlns="urn:b">more</b></ds:component>
  <ds:component id="stranger" timestamp="{NOW}"><b xmlns="urn:b">unused</b></ds:component>
</ds:data-stream-collection>
"""
XCCDF = (
    '<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><status>draft</status><Rule id="r"/></Benchmark>'
)
OVAL = '<oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5"><generator/></oval_definitions>'
ARF = """<arf:asset-report-collection xmlns:arf="http://scap.nist.gov/schema/asset-reporting-format/1.1">
<arf:reports><arf:report id="r"><arf:content><x/></arf:content></arf:report></arf:reports></arf:asset-report-collection>"""
DOCUMENTS = {"collection": COLLECTION, "xccdf": XCCDF, "oval": OVAL, "arf": ARF}
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).isoformat()
"""A day on, when certificates that are made now are valid."""


def self_signed(folder: Path, name: str, kind: str = "p256", days: int = 30) -> tuple[Path, Path]:
    """A certificate that nobody stands above, and its key."""
    certificate, key = folder / f"{name}.crt", folder / f"{name}.key"
    openssl(
        *("req", "-x509", "-newkey", *KINDS[kind], "-nodes", "-days", str(days), "-subj", f"/CN={name}"),
        *("-keyout", str(key), "-out", str(certificate)),
    )
    return certificate, key


def openssl(*words: str) -> None:
    """Run it."""
    subprocess.run(["openssl", *words], check=True, capture_output=True)


def signed(folder: Path, text: str, name: str = "ann", kind: str = "p256") -> tuple[Path, Path]:
    """A signed document and the certificate of who signed it."""
    certificate, key = self_signed(folder, name, kind)
    document = folder / "document.xml"
    document.write_text(text, encoding="utf-8")
    sign(SignOptions(str(document), str(key), str(certificate), str(document)), NOW)
    return document, certificate


def fault(document: Path, certificate: Path, now: str = TOMORROW) -> str:
    with pytest.raises(Invalid) as caught:
        verify(str(document), trusted_by([str(certificate)]), now)
    return caught.value.problems[0].code
