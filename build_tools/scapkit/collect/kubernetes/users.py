"""The user of a kubeconfig: what to identify with."""

from scapkit.collect.kubernetes.access import Hidden, Plugin, User
from scapkit.collect.kubernetes.values import Settings

GROUP = "client.authentication.k8s.io"
VERSIONS = (f"{GROUP}/v1", f"{GROUP}/v1beta1")


def read_user(user: Settings) -> User:
    """Its credentials. Raises Invalid (refused-credentials) for basic and provider authentication, and old plugins."""
    if user.has("username") or user.has("password"):
        message = "a name and a password are not sent: Kubernetes has had no basic authentication since 1.19"
        raise user.wrong(message, "refused-credentials", "use a token, a client certificate or an exec plugin")
    if user.has("auth-provider"):
        message = "authentication providers are gone since Kubernetes 1.26"
        raise user.wrong(message, "refused-credentials", "use an exec plugin")
    found = User(
        Hidden(user.text("token")),
        user.place("tokenFile"),
        user.data("client-certificate"),
        Hidden(user.data("client-key")),
        _plugin(user.inside("exec")) if user.has("exec") else None,
        _impersonation(user),
    )
    if bool(found.certificate) != bool(found.key):
        raise user.wrong("a client certificate and its key go together", "refused-credentials")
    if found.headers and not user.has("as"):
        raise user.wrong("somebody else's groups without somebody else", "refused-credentials", "as is missing")
    return found


def _plugin(exec_: Settings) -> Plugin:
    version, mode = exec_.text("apiVersion"), exec_.text("interactiveMode") or "IfAvailable"
    if version not in VERSIONS:
        hint = f"known are {' and '.join(VERSIONS)}"
        raise exec_.wrong(f"apiVersion {version!r} of the plugin is not known", "refused-credentials", hint)
    if mode not in ("Never", "IfAvailable"):
        raise exec_.wrong("the plugin wants to ask a person", "refused-credentials", "give a token instead")
    command = exec_.required("command")
    return Plugin(
        exec_.place("command") if "/" in command else command,
        exec_.texts("args"),
        tuple((each.required("name"), each.text("value")) for each in exec_.settings("env")),
        version,
        exec_.flag("provideClusterInfo"),
        exec_.text("installHint"),
        exec_.file,
    )


def _impersonation(user: Settings) -> tuple[tuple[str, str], ...]:
    """Left out, the user's own rights would be used where lesser ones were meant."""
    found = [("Impersonate-User", user.text("as")), ("Impersonate-Uid", user.text("as-uid"))]
    found += [("Impersonate-Group", each) for each in user.texts("as-groups")]
    extra = user.inside("as-user-extra")
    found += [(f"Impersonate-Extra-{name}", each) for name in extra.names() for each in extra.texts(name)]
    return tuple((name, value) for name, value in found if value)
