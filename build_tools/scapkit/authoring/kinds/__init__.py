"""The file kinds of the authoring format and the keys of each, one module a kind."""

from collections.abc import Mapping

from scapkit.authoring.kinds.benchmark import BENCHMARK as BENCHMARK
from scapkit.authoring.kinds.comparison import COMPARISON as COMPARISON
from scapkit.authoring.kinds.component import COMPONENT as COMPONENT
from scapkit.authoring.kinds.control import CONTROL as CONTROL
from scapkit.authoring.kinds.control import CONTROLS as CONTROLS
from scapkit.authoring.kinds.control import POLICY as POLICY
from scapkit.authoring.kinds.group import GROUP as GROUP
from scapkit.authoring.kinds.platform import APPLICABILITY as APPLICABILITY
from scapkit.authoring.kinds.product import PRODUCT as PRODUCT
from scapkit.authoring.kinds.product import PROPERTIES as PROPERTIES
from scapkit.authoring.kinds.profile import PROFILE as PROFILE
from scapkit.authoring.kinds.rule import RULE as RULE
from scapkit.authoring.kinds.template import CHECK_TEMPLATE as CHECK_TEMPLATE
from scapkit.authoring.kinds.template import PARAMETER as PARAMETER
from scapkit.authoring.kinds.value import VALUE as VALUE
from scapkit.authoring.yaml.shape import Shape

# Every kind by a word for it.
KINDS: Mapping[str, Shape] = {
    "rule": RULE,
    "group": GROUP,
    "value": VALUE,
    "profile": PROFILE,
    "policy": POLICY,
    "control": CONTROL,
    "product": PRODUCT,
    "properties": PROPERTIES,
    "benchmark": BENCHMARK,
    "platform": APPLICABILITY,
    "component": COMPONENT,
    "comparison": COMPARISON,
    "template": CHECK_TEMPLATE,
}
