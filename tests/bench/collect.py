"""scapkit collect kubernetes over a cluster of 5,000 pods, 300 namespaces and 200 nodes: time and memory.

    python tests/bench/collect.py

The stand-in of the tests serves it over HTTPS; it takes its share of the time. Memory is that of the largest of the
collector's processes.
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.paired import measure
from certificates import Authority
from kubeconfigs import kubeconfig
from kubernetes_api import Server
from large_cluster import large_cluster

PROGRAM = """
import os, sys
from argparse import Namespace
from scapkit.collect.need import Need
from scapkit.collect.protocol import Job
from scapkit.registry import find

kubeconfig, output, *filters = sys.argv[1:]
paths = ("/api/v1/namespaces", "/apis/networking.k8s.io/v1/networkpolicies", "/api/v1/nodes/NODE_NAME/proxy/configz")
needs = tuple(Need("kubernetes", each) for each in paths)
needs += tuple(Need("kubernetes", "/api/v1/pods", each) for each in filters)
own = Namespace(kubeconfig=kubeconfig, context="", in_cluster=False, name="", minutes=60)
output = f"{output}/{os.getpid()}"
job = Job(needs, {}, output, False, lambda: "2026-01-01T00:00:00Z", os.environ, lambda *_: None, print)
find("scapkit.collect.collectors", "COLLECTOR", "kubernetes").run(own, job)
"""
FILTERS = (
    "[.items[] | select([.spec.containers[].securityContext.privileged] | any) | .metadata.name]",
    "[.items[] | select(.spec.hostNetwork) | .metadata.name]",
    "[.items[].spec.containers[].image] | unique",
)
WHOLE = ".items | group_by(.metadata.namespace) | map(length)"


def main() -> None:
    """Serve and measure: with filters that work part by part, and with one that takes the list whole."""
    with tempfile.TemporaryDirectory() as folder:
        serving = subprocess.Popen([sys.executable, __file__, folder], stdout=subprocess.PIPE)
        assert serving.stdout
        serving.stdout.readline()
        for name, filters in (("part by part", FILTERS), ("whole", (WHOLE,))):
            command = [sys.executable, "-c", PROGRAM, f"{folder}/kubeconfig", f"{folder}/dumps", *filters]
            measure(f"collect, filters {name}", command, os.environ, 3)
        serving.kill()
        serving.wait()


def serve(folder: str) -> None:
    """Serve the cluster until killed, from a process of its own, whose memory is not the collector's."""
    authority = Authority(Path(folder))
    with Server(large_cluster(), authority) as server:
        Path(folder, "kubeconfig").write_text(kubeconfig(server.url, authority), encoding="utf-8")
        print("ready", flush=True)
        signal.pause()


if __name__ == "__main__":
    serve(sys.argv[1]) if len(sys.argv) > 1 else main()
