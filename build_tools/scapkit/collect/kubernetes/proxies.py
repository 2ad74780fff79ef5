"""Which proxy leads to a server: the kubeconfig's, else the environment's, as kubectl has it."""

from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from scapkit.collect.kubernetes.access import Access
from scapkit.problem import invalid


def find_proxy(access: Access, environment: Mapping[str, str]) -> str:
    """The URL of an HTTP proxy, or the empty string. Raises Invalid (unusable-proxy) for other kinds."""
    parts = urlsplit(access.server)
    proxy = access.proxy
    if not proxy and not _is_near(parts.hostname or "", parts.port or 443, environment):
        name = f"{parts.scheme}_proxy"
        proxy = environment.get(name.upper()) or environment.get(name) or ""
    if proxy and "://" not in proxy:
        proxy = f"http://{proxy}"
    if proxy and urlsplit(proxy).scheme not in ("http", "https"):
        message = f"a proxy of the kind {urlsplit(proxy).scheme} is not known"
        raise invalid(access.source, "unusable-proxy", message, hint="http and https are")
    return proxy


def _is_near(host: str, port: int, environment: Mapping[str, str]) -> bool:
    """Whether NO_PROXY names it: by name, by the end of it, by address or by network; this machine is always near."""
    words = (environment.get("NO_PROXY") or environment.get("no_proxy") or "").replace(",", " ").split()
    return is_loopback(host) or any(_matches(word.lower(), host.lower(), port) for word in words)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    return host == "localhost" or _in_network(host, "127.0.0.0/8") or host == "::1"


def _matches(word: str, host: str, port: int) -> bool:
    if word == "*":
        return True
    if "/" in word:
        return _in_network(host, word)
    word = word.removesuffix(f":{port}").strip("[]")
    return host == word.lstrip(".") or host.endswith(f".{word.lstrip('.*')}")


def _in_network(host: str, network: str) -> bool:
    try:
        return ip_address(host) in ip_network(network, strict=False)
    except ValueError:
        return False
