"""scapkit new: a valid skeleton with its test, from which an author goes on."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command

KINDS = """kinds:
  product NAME      a whole project that builds at once, with an example rule
  group NAME        a folder for rules, values and further groups (OUTER/NAME for an inner one)
  rule GROUP/NAME   a rule with its cases; --template fills in a check template's parameters
  value GROUP/NAME  a parameter of rules, with options
  profile NAME      a selection of rules and of options for values
  control NAME      a policy's requirements with the rules that answer them
  template NAME     a check template with its cases
"""


def configure(parser: ArgumentParser) -> None:
    """Kind, name, and where it belongs."""
    parser.add_argument("kind", metavar="KIND", help="product, group, rule, value, profile, control or template")
    parser.add_argument("name", metavar="NAME", help="the new thing's id; GROUP/NAME for what lies in a group")
    parser.add_argument("--product", metavar="P", default="", help="the product (default: the only one there is)")
    parser.add_argument("--template", metavar="T", default="", help="the check template that a rule uses")
    parser.add_argument("--source", metavar="DIR", default=".", help="the project (default: here)")


def run(arguments: Namespace) -> int:
    """Write, and say what was written and what comes next."""
    from scapkit.api.projects.scaffolding import NewOptions, new

    made = new(NewOptions(**{name: getattr(arguments, name) for name in NewOptions._fields}))
    for path in made.paths:
        print(path)
    for path in made.kept:
        print(f"kept {path}, which was there already")
    print("\nnext:")
    for step in made.steps:
        print(f"  {step}")
    return 0


COMMAND = Command(
    "new",
    "write the skeleton of a product, group, rule, value, profile, control or template",
    "  scapkit new product my-linux\n  scapkit new rule system/sshd_port --template lineinfile\n\n" + KINDS,
    configure,
    run,
)
