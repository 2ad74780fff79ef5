"""scapkit demo: the main job on the sample collection that comes with scapkit."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command

PROFILE = "cis-1.8"


def configure(parser: ArgumentParser) -> None:
    """Where to write."""
    parser.add_argument("--output", metavar="DIR", default="output", help="where to write (default: output)")


def run(arguments: Namespace) -> int:
    """Build the EKS content, judge the sample cluster and its node, print what they came to and where everything is."""
    from pathlib import Path

    from scapkit.api.evaluating.fleet import evaluate_fleet
    from scapkit.api.evaluating.options import EvaluateOptions
    from scapkit.api.projects.building import BuildOptions, build, shipped_samples
    from scapkit.cli.clock import now
    from scapkit.cli.terminal import print_fleet

    time = now()
    written = build(BuildOptions("eks", None, arguments.output, True), time)
    folder = Path(arguments.output) / "eks"
    arf, report = str(folder / "sample-arf"), str(folder / "sample-report")
    options = EvaluateOptions(written.datastream, "", PROFILE, arf=arf, html=report)
    print_fleet(evaluate_fleet(options, [str(shipped_samples())], [PROFILE], time).fleet)
    print("\nwritten:")
    for path in (*written.paths, arf, f"{report}/index.html"):
        print(f"  {path}")
    return 0


COMMAND = Command(
    "demo",
    "build the EKS content and judge the sample cluster and node that come with scapkit",
    "  scapkit demo\n  scapkit demo --output /tmp/demo",
    configure,
    run,
)
