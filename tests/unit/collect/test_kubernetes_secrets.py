"""Secrets are known by name alone; no value of one reaches the dump, whatever the server sends."""

from base64 import b64encode
from typing import Any

from collected_cluster import Place, need
from kubernetes_answers import Listed, reply
from kubernetes_api import TOKEN, Cluster

SECRETS = "/api/v1/namespaces/shop/secrets"
VALUE = b64encode(b"the password of the shop").decode()
APPLIED = f'{{"kind":"Secret","data":{{"password":"{VALUE}"}}}}'


def secret(name: str) -> dict[str, Any]:
    """As it is stored, applied by kubectl."""
    annotations = {"kubectl.kubernetes.io/last-applied-configuration": APPLIED, "team": "shop"}
    metadata = {"name": name, "namespace": "shop", "annotations": annotations}
    return {"kind": "Secret", "apiVersion": "v1", "metadata": metadata, "data": {"password": VALUE}, "type": "Opaque"}


def everything(place: Place) -> bytes:
    """All that lies in the test's folder, but for the kubeconfig."""
    files = [each for each in place.folder.rglob("*") if each.is_file() and each.name != "kubeconfig"]
    return b"\n".join(each.read_bytes() for each in files)


def test_a_list_of_secrets_is_asked_for_and_kept_as_metadata(place: Place, cluster: Cluster) -> None:
    cluster.lists[SECRETS] = Listed("Secret", "v1", [secret(f"s-{n:03}") for n in range(501)])
    found = place.collect(need(SECRETS, "[.items[]|.metadata.name]|length"))
    whole = place.kept(found[SECRETS])
    assert whole["kind"] == "PartialObjectMetadataList"
    assert [each["metadata"]["name"] for each in whole["items"]][-1] == "s-500"
    assert whole["items"][0]["metadata"]["annotations"] == {"team": "shop"}
    assert all(
        headers["accept"].endswith("as=PartialObjectMetadataList;g=meta.k8s.io;v=v1") for _, headers in cluster.asked
    )
    assert {each.status for each in found.values()} == {"collected"}
    assert VALUE.encode() not in everything(place)


def test_a_server_that_sends_values_all_the_same_gains_nothing(place: Place, cluster: Cluster) -> None:
    one = f"{SECRETS}/s"
    cluster.raw[SECRETS] = reply({"kind": "SecretList", "apiVersion": "v1", "metadata": {}, "items": [secret("s")]})
    cluster.raw[one] = reply(secret("s"))
    found = place.collect(need(SECRETS, "."), need(one, "."), need("/api/v1/secrets"))
    assert place.kept(found[one])["metadata"]["name"] == "s"
    assert "data" not in place.kept(found[one])
    assert VALUE.encode() not in everything(place)


def test_neither_token_nor_header_is_on_disk(place: Place, cluster: Cluster) -> None:
    cluster.lists["/api/v1/pods"] = Listed("Pod", "v1", [{"metadata": {"name": "a"}}])
    place.collect(need("/api/v1/pods", ".items"), need("/api/v1/nothing"))
    assert cluster.asked[0][1]["authorization"] == f"Bearer {TOKEN}"
    kept = everything(place)
    assert b"manifest" not in kept and b"/api/v1/pods" in kept
    assert TOKEN.encode() not in kept and b"Bearer" not in kept
