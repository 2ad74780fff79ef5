"""CPE 2.x dictionaries from the model (NIST IR 7697)."""

from scapkit.model.cpe import CpeList
from scapkit.names import CPE_DICT, XML
from scapkit.xmlio.emit import add, root
from scapkit.xmlio.serialise import Element


def write_cpe_list(dictionary: CpeList) -> Element:
    """The cpe-list element."""
    element = root(CPE_DICT, "cpe-list", ("cpe-dict",))
    for item in dictionary.items:
        child = add(element, CPE_DICT, "cpe-item", name=item.name)
        add(child, CPE_DICT, "title", item.title).set(f"{{{XML}}}lang", "en-us")
        if item.notes:
            notes = add(child, CPE_DICT, "notes")
            notes.set(f"{{{XML}}}lang", "en-us")
            for note in item.notes:
                add(notes, CPE_DICT, "note", note)
        if item.check_id:
            add(child, CPE_DICT, "check", item.check_id, system=item.check_system, href=item.check_href)
    return element
