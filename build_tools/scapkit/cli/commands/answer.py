"""scapkit answer: put the questions of a profile to a person, and keep what is answered."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from scapkit.cli.protocol import Command

if TYPE_CHECKING:
    from scapkit.api.asking.session import AnswerOptions


def configure(parser: ArgumentParser) -> None:
    """Content, profile, and the file of answers."""
    add = parser.add_argument
    add("content", metavar="CONTENT", help="source datastream or XCCDF benchmark")
    add("--profile", metavar="ID", default="", help="profile id, short or whole (default: the benchmark's selection)")
    add("--tailoring", metavar="FILE", default="", help="XCCDF tailoring file")
    add("--dump", metavar="PATH", default="", help="a dump or collection of dumps: what the checks find in it is shown")
    add("--asset", metavar="NAME", default="", help="what answers are for, a name or pattern (default: every asset)")
    add("--answers", metavar="FILE", default="answers.yml", help="read and written (default: answers.yml)")
    add(
        "--who", metavar="NAME", default="", help="who answers, such as 'Ann Lee <ann@example.org>' (default: is asked)"
    )
    add("--every", action="store_true", help="ask for rules too that data decides (an answer then fills in for data)")
    add("--template", action="store_true", help="write a file to fill in, and ask nothing")
    add("--serve", action="store_true", help="ask by a form in the browser of this machine, until Ctrl-C")
    add("--port", metavar="N", default="", help="the form's port on 127.0.0.1 (default: any that is free)")


def run(arguments: Namespace) -> int:
    """Ask, or write the form."""
    from scapkit.api.asking.answer_session import write_form
    from scapkit.api.asking.session import AnswerOptions
    from scapkit.cli.clock import now
    from scapkit.problem import invalid

    given = vars(arguments)
    options = AnswerOptions(**{name: given[name] for name in AnswerOptions._fields})
    if arguments.port and not arguments.serve:
        raise invalid("answer", "not-served", "--port goes with --serve")
    if arguments.serve and arguments.template:
        raise invalid("answer", "not-served", "--template asks nothing, so there is nothing to serve")
    if arguments.serve:
        return _serve(options, arguments)
    if not arguments.template:
        return _ask(options, arguments.who)
    number = write_form(options, now())
    print(f"{options.answers}: {number} question{'s' * (number != 1)} to answer")
    return 0


def _ask(options: "AnswerOptions", who: str) -> int:
    """The session, where there is somebody to ask."""
    import sys

    from scapkit.api.asking.answer_session import run_session
    from scapkit.api.asking.session import Session
    from scapkit.cli.clock import now
    from scapkit.problem import invalid

    session = Session(options, now)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise invalid("answer", "no-terminal", "nobody can be asked without a terminal", hint="try --template")
    try:
        who = who or _line("who answers (name, or name <address>): ").strip()
        if not who:
            raise invalid("answer", "unsigned", "an answer needs who gives it", hint="--who NAME")
        came = run_session(session, who, _line, _show)
    except EOFError:
        print(f"\n{options.answers} has what was answered")
        return 0
    print(f"\nanswered {came.answered}; rules that still need an answer: {came.open} ({options.answers})")
    return 0


def _serve(options: "AnswerOptions", arguments: Namespace) -> int:
    """The form, until somebody ends it."""
    import signal

    from scapkit.api.asking.serving.server import serve
    from scapkit.cli.clock import now

    def ready(address: str) -> None:
        print(f"answer at {address} (it opens once, in one browser); Ctrl-C ends", flush=True)

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    came = serve(options, arguments.who, _port(arguments.port), ready, now)
    print(f"\nanswered {came.answered}; rules that still need an answer: {came.open} ({options.answers})")
    return 0


def _port(text: str) -> int:
    """The port that was named; 0 for any."""
    from scapkit.problem import invalid

    if text and not (text.isascii() and text.isdecimal() and len(text) < 6 and int(text) < 65536):
        raise invalid("--port", "unusable-port", f"{text} is no port", hint="a number up to 65535")
    return int(text or 0)


def _line(prompt: str) -> str:
    return input(prompt)


def _show(text: str) -> None:
    """Text of content on the terminal, which nothing in it can command."""
    from scapkit.report.html.page import inert

    print("\n".join(inert(line.expandtabs()) for line in text.split("\n")))


COMMAND = Command(
    "answer",
    "put the questions of a profile to a person, and keep the answers",
    "  scapkit answer output/eks/ssg-eks-ds.xml --profile cis --dump dumps/cluster --answers answers.yml\n"
    "  scapkit answer output/eks/ssg-eks-ds.xml --profile cis --dump dumps/cluster --answers answers.yml --serve\n"
    "  scapkit answer output/eks/ssg-eks-ds.xml --profile cis --template --answers form.yml\n"
    "  scapkit evaluate output/eks/ssg-eks-ds.xml --profile cis --dump dumps/cluster --answers answers.yml\n"
    "questions whose answers count are not put again, so that a session may be left and taken up; each answer is\n"
    "saved at once. The file is written anew then: comments in it are lost",
    configure,
    run,
)
