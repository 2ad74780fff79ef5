"""A whole cluster of 5,000 pods, 300 namespaces and 200 nodes, collected and judged: time and memory.

    python tests/bench/collection.py [PROFILE]

Moto and the stand-in of the tests serve AWS and Kubernetes, from a process of their own; they take their share of the
time. PROFILE is of our benchmark for EKS (default: cis-1.8). Memory is that of the largest of the program's processes.
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from aws_accounts import KEYS, REGION, cluster
from aws_moto import moto_server
from aws_overlay import overlaid
from bench.paired import measure, run
from certificates import Authority
from kubeconfigs import kubeconfig
from kubernetes_api import Server
from large_cluster import large_cluster

REPOSITORY = Path(__file__).parents[2]
SCAPKIT = (sys.executable, "-m", "scapkit")


def main(profile: str) -> None:
    """Serve, build, collect once, judge some times."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, **_credentials(), "XDG_CACHE_HOME": folder, "XDG_STATE_HOME": folder}
        build = [*SCAPKIT, "build", "eks", "--source", str(REPOSITORY), "--output", f"{folder}/built"]
        subprocess.run(build, env=environment, stdout=subprocess.DEVNULL, check=True)
        with subprocess.Popen([sys.executable, __file__, "--serve", folder], stdout=subprocess.PIPE) as serving:
            assert serving.stdout
            url = serving.stdout.readline().decode().strip()
            content = (f"{folder}/built/eks/ssg-eks-ds.xml", "--profile", profile)
            given = ("--cluster", "shop", "--region", REGION, "--endpoint-url", url)
            where = ("--kubeconfig", f"{folder}/kubeconfig", "--output", f"{folder}/shop")
            found = run([*SCAPKIT, "collect", "eks", *content, *given, *where], environment)
            print(f"collect: {found.wall:.1f} s, {found.peak:.1f} MiB (exit code {found.code})")
            serving.kill()
        judge = [*SCAPKIT, "evaluate", *content, "--dump", f"{folder}/shop"]
        measure("judge, first of all", judge, environment, 1)
        measure("judge", judge, environment, 5)
        measure("judge, with JSON", [*judge, "--json", f"{folder}/all.json"], environment, 3)
        measure("judge, with ARF", [*judge, "--arf", f"{folder}/arf"], environment, 3)
        measure("judge, with pages", [*judge, "--html", f"{folder}/pages"], environment, 3)


def _credentials() -> dict[str, str]:
    return {name.upper(): value for name, value in KEYS.items()} | {"AWS_EC2_METADATA_DISABLED": "true"}


def serve(folder: str) -> None:
    """Serve both APIs until killed; the first line printed is where AWS is."""
    authority = Authority(Path(folder))
    with moto_server() as moto, overlaid(moto) as overlay, Server(large_cluster(), authority) as server:
        cluster(overlay)
        Path(folder, "kubeconfig").write_text(kubeconfig(server.url, authority), encoding="utf-8")
        print(overlay.url, flush=True)
        signal.pause()


if __name__ == "__main__":
    serve(sys.argv[2]) if sys.argv[1:2] == ["--serve"] else main(*sys.argv[1:] or ["cis-1.8"])
