"""Signing and verifying as a user types it, and what others say of what was signed."""

import os
import subprocess
from pathlib import Path

import pytest

from shared import SAMPLES, Run
from signers import openssl, self_signed


@pytest.fixture
def signed(scapkit: Run, eks: Path, tmp_path: Path) -> tuple[Path, Path, Path]:
    """A signed data stream, the certificate and the key."""
    certificate, key = self_signed(tmp_path, "builder")
    made = tmp_path / "signed.xml"
    done = scapkit("sign", eks / "ssg-eks-ds.xml", "--key", key, "--cert", certificate, "--output", made)
    assert (done.returncode, done.stdout) == (0, f"{made}: 1 signature added\n"), done.stderr
    return made, certificate, key


def test_a_signed_data_stream_is_valid_and_verifies(scapkit: Run, signed: tuple[Path, Path, Path]) -> None:
    made, certificate, _ = signed
    assert scapkit("validate", made).returncode == 0
    done = scapkit("verify", made, "--trust", certificate)
    assert (done.returncode, done.stderr) == (0, "")
    assert "signed by CN=builder at 20" in done.stdout and "data stream scap_org" in done.stdout


def test_content_is_judged_by_only_where_somebody_who_is_trusted_signed_it(
    scapkit: Run, eks: Path, tmp_path: Path, signed: tuple[Path, Path, Path]
) -> None:
    made, certificate, _ = signed
    stranger, _ = self_signed(tmp_path, "stranger")
    asked = ("--profile", "cis", "--dump", SAMPLES / "cluster", "--quiet", "--require-signature")
    assert scapkit("evaluate", made, *asked, "--trust", certificate).returncode == 2
    told = {
        "untrusted-signer": (made, *asked, "--trust", stranger),
        "unsigned-document": (eks / "ssg-eks-ds.xml", *asked, "--trust", certificate),
        "no-trust": (made, *asked),
    }
    for code, words in told.items():
        done = scapkit("evaluate", *words, "--arf", tmp_path / "arf.xml")
        assert (done.returncode, code in done.stderr) == (1, True), done.stderr
        assert not (tmp_path / "arf.xml").exists()
    text = made.read_text(encoding="utf-8")
    made.write_text(text.replace('selected="true"', 'selected="false"', 1), encoding="utf-8")
    done = scapkit("evaluate", made, *asked, "--trust", certificate)
    assert (done.returncode, "changed-part" in done.stderr) == (1, True)
    done = scapkit("evaluate", eks / "ssg-eks-xccdf.xml", *asked, "--trust", certificate)
    assert (done.returncode, "is no data stream" in done.stderr) == (1, True)


def test_oscap_takes_the_signature(oscap: str, signed: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """By the certificates that openssl trusts: it has no others."""
    made, certificate, _ = signed
    command = [oscap, "xccdf", "eval", "--enforce-signature", "--profile", "cis", str(made)]
    trusting = {**os.environ, "SSL_CERT_FILE": str(certificate), "OSCAP_PROBE_ROOT": str(tmp_path)}
    done = subprocess.run(command, env=trusting, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode in (0, 2) and "XML signature is valid" in done.stdout + done.stderr
    text = made.read_text(encoding="utf-8")
    made.write_text(text.replace('scap-version="1.3"', 'scap-version="1.2"', 1), encoding="utf-8")
    done = subprocess.run(command, env=trusting, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1


def test_results_are_signed_by_auditor_after_auditor_and_stay_valid(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    arf, xccdf, oval = (tmp_path / name for name in ("arf.xml", "xccdf.xml", "oval.xml"))
    outputs = ("--arf", arf, "--xccdf-results", xccdf, "--oval-results", oval, "--quiet")
    scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis", "--dump", SAMPLES / "cluster", *outputs)
    ann, bob = self_signed(tmp_path, "ann", "rsa"), self_signed(tmp_path, "bob", "p384")
    for certificate, key in (ann, bob):
        assert scapkit("sign", arf, "--key", key, "--cert", certificate, "--output", arf).returncode == 0
    for document in (xccdf, oval):
        assert scapkit("sign", document, "--key", ann[1], "--cert", ann[0], "--output", document).returncode == 0
    done = scapkit("verify", arf, xccdf, oval, "--trust", ann[0], "--trust", bob[0])
    assert (done.returncode, done.stderr) == (0, "")
    assert [done.stdout.count(name) for name in ("CN=ann", "CN=bob")] == [3, 1]
    for document in (arf, xccdf, oval):
        done = scapkit("validate", document)
        assert done.returncode == 0, done.stdout + done.stderr
    arf.write_text(arf.read_text(encoding="utf-8").replace(">fail<", ">pass<", 1), encoding="utf-8")
    done = scapkit("verify", arf, xccdf, "--trust", ann[0], "--trust", bob[0])
    assert (done.returncode, "bad-signature" in done.stderr, done.stdout.count("signed by")) == (2, True, 1)


def test_an_encrypted_key_needs_its_passphrase(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    certificate, plain = self_signed(tmp_path, "ann")
    key = tmp_path / "locked.key"
    openssl("pkcs8", "-topk8", "-in", str(plain), "-out", str(key), "-passout", "pass:s3cret", "-v2", "aes-256-cbc")
    words = ("sign", eks / "ssg-eks-xccdf.xml", "--key", key, "--cert", certificate, "--output", tmp_path / "x.xml")
    done = scapkit(*words)
    assert (done.returncode, "give it in SCAPKIT_KEY_PASSPHRASE" in done.stderr) == (1, True)
    for passphrase, code in (("wrong", 1), ("s3cret", 0)):
        done = scapkit(*words, SCAPKIT_KEY_PASSPHRASE=passphrase)
        assert done.returncode == code, done.stderr
        assert "s3cret" not in done.stderr


def test_what_is_not_signed_is_told_apart_from_what_cannot_be_read(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path, "ann")
    (tmp_path / "bad.xml").write_text("<a", encoding="utf-8")
    content, trust = eks / "ssg-eks-xccdf.xml", ("--trust", certificate)
    for files, code in (("gone.xml",), 1), (("bad.xml",), 1), ((content,), 2), (("gone.xml", content), 2):
        done = scapkit("verify", *files, *trust, cwd=tmp_path)
        assert (done.returncode, len(done.stderr.splitlines())) == (code, len(files)), done.stderr
    done = scapkit("sign", content, "--key", key, "--cert", certificate, "--output", tmp_path / "outptu/x.xml")
    assert (done.returncode, f"there is no folder {tmp_path / 'outptu'}" in done.stderr) == (1, True)
    assert not (tmp_path / "outptu").exists()
    scapkit("sign", content, "--key", key, "--cert", certificate, "--output", tmp_path / "x.xml")
    stranger, _ = self_signed(tmp_path, "bo")
    done = scapkit("verify", tmp_path / "x.xml", "--trust", stranger)
    assert "untrusted-signer: no trusted certificate stands above that of CN=ann (--trust FILE" in done.stderr
