"""What the command line says of a cluster's API."""

from argparse import ArgumentParser

MINUTES = 60


def add_options(parser: ArgumentParser) -> None:
    """Which cluster, and for how long."""
    add = parser.add_argument
    add("--kubeconfig", metavar="FILE", default="", help="kubeconfig (default: KUBECONFIG, or ~/.kube/config)")
    add("--context", metavar="NAME", default="", help="context of the kubeconfig (default: the current one)")
    add("--in-cluster", action="store_true", help="use the service account of the pod that this runs in")
    add("--minutes", metavar="N", type=float, default=MINUTES, help=f"stop asking after this time (default: {MINUTES})")
