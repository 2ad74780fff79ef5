"""CPE 2.x dictionaries and CPE Applicability Language documents to the model (NIST IR 7697 and 7698)."""

from collections.abc import Iterator

from scapkit.model.cpe import CpeItem, CpeList
from scapkit.names import CPE_DICT, CPE_LANG
from scapkit.problem import invalid
from scapkit.xmlio.parse import Element, line_of, local_name, text_of
from scapkit.xmlio.read.platforms import read_platform

D = f"{{{CPE_DICT}}}"
ROOTS = (f"{D}cpe-list", f"{{{CPE_LANG}}}platform-specification")


def read_cpe_list(root: Element, source: str) -> CpeList:
    """What stands under a cpe-list or platform-specification; raises Invalid for another root."""
    if root.tag not in ROOTS:
        raise invalid(source, "not-cpe", f"expected cpe-list, found {local_name(root)}", line=line_of(root))
    items = tuple(item for each in root.iterfind(f"{D}cpe-item") for item in _items(each))
    platforms = tuple(map(read_platform, root.iterfind(f"{{{CPE_LANG}}}platform")))
    return CpeList(items, source, text_of(root.find(f"{D}generator/{D}timestamp")), platforms)


def _items(element: Element) -> Iterator[CpeItem]:
    name, title = element.get("name", ""), text_of(element.find(f"{D}title"))
    item = CpeItem(name, title, notes=tuple(map(text_of, element.iterfind(f"{D}notes/{D}note"))))
    checks = element.findall(f"{D}check")
    if not checks:
        yield item
    for check in checks:
        system, href = check.get("system", ""), check.get("href", "")
        yield item._replace(check_system=system, check_href=href, check_id=text_of(check))
