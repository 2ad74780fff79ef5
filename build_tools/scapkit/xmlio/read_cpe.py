"""CPE 2.x dictionaries to the model (NIST IR 7697)."""

from scapkit.model.cpe import CpeItem, CpeList
from scapkit.names import CPE_DICT
from scapkit.problem import invalid
from scapkit.xmlio.parse import Element, line_of, local_name, text_of

D = f"{{{CPE_DICT}}}"


def read_cpe_list(root: Element, source: str) -> CpeList:
    """The dictionary under a cpe-list element; raises Invalid for another root."""
    if root.tag != f"{D}cpe-list":
        raise invalid(source, "not-cpe", f"expected cpe-list, found {local_name(root)}", line=line_of(root))
    items = tuple(_item(each) for each in root.iterfind(f"{D}cpe-item"))
    return CpeList(items, source, text_of(root.find(f"{D}generator/{D}timestamp")))


def _item(element: Element) -> CpeItem:
    title, check = text_of(element.find(f"{D}title")), element.find(f"{D}check")
    if check is None:
        return CpeItem(element.get("name", ""), title)
    return CpeItem(element.get("name", ""), title, check.get("system", ""), check.get("href", ""), text_of(check))
