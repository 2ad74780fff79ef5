"""Which API server, and as whom: what a kubeconfig or a service account comes to."""

from typing import NamedTuple


class Hidden(str):
    """A text that must not be seen: whatever prints it by its representation prints stars."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'***'"


class Plugin(NamedTuple):
    """A program that gives credentials (client.authentication.k8s.io); `file` is the kubeconfig that names it."""

    command: str
    arguments: tuple[str, ...]
    environment: tuple[tuple[str, str], ...]
    version: str
    wants_cluster: bool
    hint: str
    file: str


class User(NamedTuple):
    """Credentials: a token, or a file of one that is read anew each time, a client's certificate and key, a plugin.

    `headers` are those of impersonation.
    """

    token: Hidden = Hidden()
    token_file: str = ""
    certificate: str = ""
    key: Hidden = Hidden()
    plugin: Plugin | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Access(NamedTuple):
    """A server by its URL, the authorities to trust in PEM (none: the system's), and the user.

    `source` is the file that says so, for messages; `cluster` the cluster's name there.
    """

    source: str
    cluster: str
    server: str
    authorities: str = ""
    server_name: str = ""
    insecure: bool = False
    proxy: str = ""
    user: User = User()
