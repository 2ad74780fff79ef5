"""Secrets and persons found in evidence of any kind, as bytes; what is around them keeps its shape."""

import re
from collections.abc import Iterable
from typing import Any

BLANK = "REDACTED"
# Names whose value is a secret wherever they stand: YAML, JSON (in a string too), INI, a command line.
_NAMES = (
    "token|id-token|access-token|refresh-token|bearer-token|password|bindpw|client-key-data|client[-_]?secret|api[-_]?key|"
    "secret[-_]?key|aws_secret_access_key|aws_session_token|SecretAccessKey|SessionToken"
)
_WORDS = "password|passwd|passphrase|secret|token|credential|api_?key|private_?key|access_?key"
_NAMED = rf"""(?<![\w.-])((?:--)?(?:{_NAMES})\\*["']?[ \t]*[:=][ \t]*)(?!true\b|false\b|null\b|~)"""
_SECRETS = (
    # RFC 7468; no line ends, as it may stand in a JSON string
    (r"(-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----)(?:[^-]|-(?!-{4}))*+", rf"\g<1>{BLANK}"),
    # RFC 7519
    (r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*", BLANK),
    (r"\b(Bearer|Basic) +[\w.~+/-]{8,}=*", rf"\1 {BLANK}"),
    (rf"(?i){_NAMED}(\\*[\"'])(?:[^\"'\\\n]|\\+[^\"'\\\n])+", rf"\1\g<2>{BLANK}"),
    (rf"(?i){_NAMED}[^\s\"'\\,{{}}\[\]]+", rf"\g<1>{BLANK}"),
    # an environment variable of a container (Kubernetes API, EnvVar)
    (rf'(?i)("name": *"[^"\n]*(?:{_WORDS})[^"\n]*",\s*"value": *")(?:[^"\\]|\\.)+', rf"\g<1>{BLANK}"),
    # crypt(5): the method stays, as checks ask for it
    (r"(\$(?:1|2[aby]|5|6|7|y|gy)\$)[./A-Za-z0-9$=,]{8,}", rf"\g<1>{BLANK}"),
    (r"\b(AKIA|ASIA)[A-Z0-9]{16}\b", rf"\g<1>{BLANK}"),
)
_MAIL = rb"(?<![\w.%+-])[\w.%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}([A-Za-z]{2,24})\b"
# Names of systemd's units and of algorithms look like addresses, and checks ask for them.
_UNITS = frozenset(
    b"service socket target timer mount automount path slice scope device swap conf wants requires".split()
)
_ALGORITHMS = (b"@openssh.com", b"@libssh.org", b"@lysator.liu.se", b"@ssh.com")
ACCOUNT = re.compile(rb"\barn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12}):")
# Registries from which EKS takes its own images (Amazon EKS user guide): content names them, and they are nobody's.
PUBLIC_ACCOUNTS = frozenset(
    {
        "013241004608", "066635153087", "151610086707", "151742754352", "296578399912", "333609536671",
        "455263428931", "491585149902", "558608220178", "590381155156", "602401143452", "730335286997",
        "759879836304", "761377655185", "800184023465", "877085696533", "900612956339", "900889452093",
        "918309763551", "961992271922",
    }
)  # fmt: skip


class Blanking:
    """What is blanked in one dump: the same person and the same account are told apart from others, and no more."""

    def __init__(self, accounts: Iterable[str]) -> None:
        self._secrets = [(re.compile(pattern.encode()), new.encode()) for pattern, new in _SECRETS]
        self._mail = re.compile(_MAIL)
        self._persons: dict[bytes, bytes] = {}
        named = sorted(set(accounts) - PUBLIC_ACCOUNTS)
        self._accounts = {each.encode(): f"{number:012}".encode() for number, each in enumerate(named, 1)}
        self._account = re.compile(rb"(?<!\d)(?:" + b"|".join(self._accounts) + rb")(?!\d)") if named else None

    def text(self, text: str) -> str:
        """A text with everything blanked."""
        return self.data(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")

    def name(self, text: str) -> str:
        """A path or key with account numbers replaced."""
        return self._numbers(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")

    def data(self, data: bytes) -> bytes:
        """Content of any kind with everything blanked."""
        if b'"Secret' in data:
            data = _without_secret_data(data)
        for pattern, new in self._secrets:
            data = pattern.sub(new, data)
        return self._numbers(self._mail.sub(self._person, data))

    def _numbers(self, data: bytes) -> bytes:
        return self._account.sub(lambda found: self._accounts[found[0]], data) if self._account else data

    def _person(self, found: "re.Match[bytes]") -> bytes:
        address = found[0].lower()
        if found[1].lower() in _UNITS or address.endswith(_ALGORITHMS):
            return found[0]
        number = len(self._persons) + 1
        return self._persons.setdefault(address, f"person-{number}@example.invalid".encode())


def _without_secret_data(data: bytes) -> bytes:
    """A Kubernetes answer with the values of Secrets blanked; what is no JSON, or has none, stays as it is."""
    import json

    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        return data
    return json.dumps(whole, indent=2).encode() if _blank_secrets(whole, False) else data


def _blank_secrets(node: Any, is_item: bool) -> bool:
    """Blank in place; whether anything was."""
    if isinstance(node, list):
        return any([_blank_secrets(each, is_item) for each in node])
    if not isinstance(node, dict):
        return False
    kind = node.get("kind")
    found = kind == "Secret" or (is_item and kind is None)
    if found:
        for name in ("data", "stringData"):
            if isinstance(node.get(name), dict):
                node[name] = dict.fromkeys(node[name], "")
        if isinstance(metadata := node.get("metadata"), dict) and isinstance(metadata.get("annotations"), dict):
            metadata["annotations"].pop("kubectl.kubernetes.io/last-applied-configuration", None)
    items = node.get("items")
    return any([found, isinstance(items, list) and _blank_secrets(items, kind == "SecretList")])
