"""What of evidence is blanked, and what looks like it and is not."""

import json
import time

import pytest

from scapkit.collect.blanking import Blanking

JWT = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrdWJlcm5ldGVzIn0.c2lnbmF0dXJl"
KEY = "-----BEGIN RSA PRIVATE KEY-----{}MIIEow-ABC+/={}-----END RSA PRIVATE KEY-----"


def blanked(text: str, *accounts: str) -> str:
    return Blanking(accounts).data(text.encode()).decode()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"a {JWT} b", "a REDACTED b"),
        ("Authorization: Bearer abcdefghijkl==", "Authorization: Bearer REDACTED"),
        ("Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic REDACTED"),
        ("    token: abc.def\n", "    token: REDACTED\n"),
        ('"token":"abc","x":1', '"token":"REDACTED","x":1'),
        ('{"a":"{\\"password\\":\\"x y\\"}"}', '{"a":"{\\"password\\":\\"REDACTED\\"}"}'),
        ("password = 'two words'", "password = 'REDACTED'"),
        ("--token=abc --v=2", "--token=REDACTED --v=2"),
        ("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG", "aws_secret_access_key = REDACTED"),
        ("id AKIAIOSFODNN7EXAMPLE.", "id AKIAREDACTED."),
        ("client-key-data: LS0tLS1CRUdJTg==", "client-key-data: REDACTED"),
        (KEY.format("\n", "\n"), "-----BEGIN RSA PRIVATE KEY-----REDACTED-----END RSA PRIVATE KEY-----"),
        (KEY.format("\\n", "\\n"), "-----BEGIN RSA PRIVATE KEY-----REDACTED-----END RSA PRIVATE KEY-----"),
        ("-----BEGIN PRIVATE KEY-----\nMIIE", "-----BEGIN PRIVATE KEY-----REDACTED"),
        ("root:$6$salt$hash/hash.1:19000:", "root:$6$REDACTED:19000:"),
        ('{"name": "DB_PASSWORD",\n "value": "a\\"b"}', '{"name": "DB_PASSWORD",\n "value": "REDACTED"}'),
    ],
)
def test_secrets_are_blanked(text: str, wanted: str) -> None:
    assert blanked(text) == wanted
    assert blanked(wanted) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "automountServiceAccountToken: true",
        '"token": null, "password": false',
        "tokenFile: /etc/token",
        "passwd: files sss",
        "password required pam_unix.so sha512",
        "GRUB2_PASSWORD=grub.pbkdf2.sha512.10000",
        '{"token": {"audience": "x"}}',
        '{"name": "LOG_LEVEL", "value": "debug"}',
        "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
        "Ciphers chacha20-poly1305@openssh.com",
        "KexAlgorithms curve25519-sha256@libssh.org",
        "getty@tty1.service",
        "image@sha256:abcdef",
        "123456789012",
        "602401143452.dkr.ecr.eu-central-1.amazonaws.com/eks/pause",
    ],
)
def test_what_checks_ask_for_stays(text: str) -> None:
    assert blanked(text, "602401143452") == text


def test_the_same_person_and_the_same_account_have_the_same_new_name() -> None:
    text = "ann@corp.example, Ann@corp.example bob@corp.example arn:aws:iam::999999999999:role/a 111111111111 1111111111112"
    assert blanked(text, "999999999999", "111111111111") == (
        "person-1@example.invalid, person-1@example.invalid person-2@example.invalid arn:aws:iam::000000000002:role/a "
        "000000000001 1111111111112"
    )


def test_names_lose_account_numbers_and_nothing_else() -> None:
    assert Blanking(["123456789012"]).name("aws/123456789012/ann@corp.example") == "aws/000000000001/ann@corp.example"


def test_values_of_secrets_are_blanked_wherever_the_secrets_stand() -> None:
    secret = {"data": {"a": "c2VjcmV0"}, "stringData": {"b": "s"}, "metadata": {"name": "n", "annotations": {
        "kubectl.kubernetes.io/last-applied-configuration": "c2VjcmV0", "kept": "x"}}}  # fmt: skip
    others = {"kind": "ConfigMap", "data": {"a": "b"}}
    found = [
        json.loads(blanked(json.dumps(whole)))
        for whole in (
            {"kind": "SecretList", "items": [secret]},
            {"kind": "List", "items": [{"kind": "Secret", **secret}, others]},
            {"kind": "Secret", **secret},
        )
    ]
    for each in (found[0]["items"][0], found[1]["items"][0], found[2]):
        assert (each["data"], each["stringData"]) == ({"a": ""}, {"b": ""})
        assert each["metadata"] == {"name": "n", "annotations": {"kept": "x"}}
    assert found[1]["items"][1] == others


@pytest.mark.parametrize(
    "text", ['"Secret": [', '["Secret"]', '{"kind": "Secret", "data": 3, "items": 4, "metadata": 5}']
)
def test_what_only_looks_like_a_secret_does_no_harm(text: str) -> None:
    assert "Secret" in blanked(text)


@pytest.mark.parametrize(
    "piece", ["-----BEGIN PRIVATE KEY-----", "a@a.", "eyJaaaaaaaaa.", 'password="', '"name": "token",', "a" * 50]
)
def test_no_text_takes_long(piece: str) -> None:
    start = time.process_time()
    blanked(piece * (400_000 // len(piece)))
    assert time.process_time() - start < 4
