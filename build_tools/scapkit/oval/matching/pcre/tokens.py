"""What a pattern of PCRE is made of, outside of sets and in them (pcrepattern(3))."""

import re

_ESCAPES = r"""
    \\Q(?P<quoted>.*?)(?:\\E|\Z)
  | (?P<end>\\E)
  | \\x\{(?P<hex>[0-9A-Fa-f]{1,8})\} | \\x(?P<short>[0-9A-Fa-f]{0,2})
  | \\o\{(?P<octal>[0-7]{1,8})\} | \\c(?P<control>.)
  | \\(?P<sign>[pP])(?:\{(?P<property>\^?[\w&]+)\}|(?P<general>[A-Z]))
  | \\(?P<escaped>.)
"""

IN_SET = re.compile(
    r"\[(?P<kind>[:.=])(?P<posix>\^?\w+)(?P=kind)\] | (?P<close>\]) |" + _ESCAPES + "| (?P<other>.)",
    re.VERBOSE | re.DOTALL,
)

OUTSIDE = re.compile(
    r"""
    \\k(?:<(?P<k1>\w+)>|\{(?P<k2>\w+)\}|'(?P<k3>\w+)') | \(\?P=(?P<k4>\w+)\) | \\g\{(?P<k5>[A-Za-z_]\w*)\}
  | \\g(?:(?P<ref>[+-]?\d+)|\{(?P<inner>[+-]?\d+)\}) | \\g(?:<(?P<call>[+-]?\w+)>|'(?P<quote>[+-]?\w+)')
"""
    + f"| {_ESCAPES}"
    + r"""
  | (?P<bad>\[(?P<kind>[:.=])\^?\w+(?P=kind)\])
  | (?P<set>\[\^?\]?)
  | (?P<ignored>\(\?(?:\#[^)]*|C\d*)\))
  | (?P<whole>\(\?(?:P>\w+|&\w+|R|[+-]?\d+)\)|\(\*[A-Z]+\))
  | \(\?(?:<(?P<n1>[A-Za-z_]\w*)>|'(?P<n2>\w+)'|P<(?P<n3>\w+)>)
  | \(\?\((?:<(?P<c1>\w+)>|'(?P<c2>\w+)'|(?P<c3>[+-]?\w+|R&\w+))\)
  | \(\?(?P<flags>[A-Za-z^-]+)(?P<flagged>[:)])
  | (?P<open>\(\?(?:[:=!>|]|<[=!]|(?=\())|\((?!\?))
  | (?P<shut>\))
  | (?P<quantifier>(?:[*+?]|\{\d+(?:,\d*)?\})[+?]?)
  | (?P<brace>\{)
  | (?P<start>\^)
  | (?P<hash>\#)
  | (?P<other>.)
""",
    re.VERBOSE | re.DOTALL,
)

LEADING = re.compile(r"\(\*(UTF8|UTF|NO_START_OPT|NO_AUTO_POSSESS|UCP)\)")
PROPERTY = re.compile(r"\\[pPX]")
