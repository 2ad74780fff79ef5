"""scapkit demo: the main job on the sample dumps that come with scapkit."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command

RUNS = (("cis", "cluster"), ("cis-node", "node"))


def configure(parser: ArgumentParser) -> None:
    """Where to write."""
    parser.add_argument("--output", metavar="DIR", default="output", help="where to write (default: output)")


def run(arguments: Namespace) -> int:
    """Build the EKS content, judge both samples, print a table for each profile and where everything is."""
    from pathlib import Path

    from scapkit.api.building import BuildOptions, build, shipped_samples
    from scapkit.api.judging import EvaluateOptions, evaluate
    from scapkit.cli.clock import now
    from scapkit.cli.terminal import print_summary

    time = now()
    written = build(BuildOptions("eks", None, arguments.output, True), time)
    folder = Path(arguments.output) / "eks"
    paths = [*written.paths]
    for profile, sample in RUNS:
        arf, html = (str(folder / f"{sample}-{profile}{suffix}") for suffix in ("-arf.xml", "-report.html"))
        dump = str(shipped_samples() / sample)
        print_summary(evaluate(EvaluateOptions(written.datastream, dump, profile, arf=arf, html=html), time))
        print()
        paths += [arf, html]
    print("written:")
    for path in paths:
        print(f"  {path}")
    return 0


COMMAND = Command(
    "demo",
    "build the EKS content and judge the sample cluster and node that come with scapkit",
    "  scapkit demo\n  scapkit demo --output /tmp/demo",
    configure,
    run,
)
