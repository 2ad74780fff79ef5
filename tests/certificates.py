"""Certificates for tests: an authority of its own, and what it signs, by openssl."""

import subprocess
from pathlib import Path

import pytest


class Authority:
    """A certificate authority in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.certificate = folder / "ca.crt"
        _openssl(
            *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30"),
            *("-keyout", folder / "ca.key", "-out", self.certificate, "-subj", "/CN=test authority"),
        )

    def issue(self, name: str, alternatives: str = "") -> tuple[Path, Path]:
        """A certificate and its key; `alternatives` as in `DNS:localhost,IP:127.0.0.1`."""
        key, request, certificate = (self.folder / f"{name}{suffix}" for suffix in (".key", ".csr", ".crt"))
        _openssl(
            *("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-keyout", key, "-out", request, "-subj", f"/O=testers/CN={name}"),
        )
        extensions = self.folder / f"{name}.ext"
        extensions.write_text(f"subjectAltName={alternatives}\n" if alternatives else "", encoding="ascii")
        _openssl(
            *("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self.folder / "ca.key"),
            *("-CAcreateserial", "-days", "30", "-out", certificate, "-extfile", extensions),
        )
        return certificate, key


def _openssl(*words: str | Path) -> None:
    try:
        subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.fail("openssl is not installed")
