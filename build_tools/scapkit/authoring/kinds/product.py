"""product.yml: what a datastream is about and how its ids are made. Every other key is a property for Jinja."""

from scapkit.authoring.kinds.common import TITLE
from scapkit.authoring.yaml.shape import Key, Shape

ID = "[A-Za-z0-9][A-Za-z0-9_.-]*"
CPE = Shape(
    "a platform of the product",
    {
        "name": Key(required=True, help="a CPE name, as in cpe:/o:example:system:1"),
        "title": TITLE,
        "check_id": Key(required=True, help="the id of its inventory OVAL: CHECK_ID.xml in an applicability folder"),
    },
)
PRODUCT = Shape(
    "a product",
    {
        "product": Key(required=True, help="the product's id, the name of its folder"),
        "full_name": Key(required=True, help="the product's name"),
        "type": Key(help="platform or product"),
        "benchmark_id": Key(required=True, help="the benchmark's id, as in EKS", pattern=ID),
        "namespace": Key(
            required=True,
            help="the namespace of XCCDF ids: a domain turned round, as in org.example.content",
            pattern="[A-Za-z0-9][A-Za-z0-9.-]*",
        ),
        "check_namespace": Key(required=True, help="the prefix of OVAL and OCIL ids and of file names", pattern=ID),
        "version": Key(required=True, help="the benchmark's version"),
        "update": Key(help="where newer versions are"),
        "publisher": Key(required=True, help="who publishes the benchmark"),
        "creator": Key(required=True, help="who made the benchmark"),
        "contributor": Key(required=True, help="who helped"),
        "source": Key(required=True, help="where the benchmark comes from"),
        "platforms": Key(
            "texts", required=True, help="the platforms that the benchmark is for, one of which must hold"
        ),
        "reference_uris": Key("pairs", help="the classes of references: name and address"),
        "cpes": Key("any", help="platforms by id, each with name, title and check_id; a mapping or a list of such"),
        "benchmark_root": Key(help="the folder of the groups, from here; this one without it"),
        "additional_content_directories": Key("texts", help="folders with more groups, from here"),
        "profiles_root": Key(help="the folder of the profiles, from here; profiles/PRODUCT without it"),
        "cpes_root": Key(help="a folder with more applicability files, from here"),
        "components_root": Key(help="a folder with more component files, from here"),
    },
    open=True,
)
PROPERTIES = Shape(
    "a file of properties",
    {
        "default": Key("any", help="properties by name, for every product"),
        "overrides": Key("any", help="properties by name, or by product and name, that win over the default"),
    },
)
