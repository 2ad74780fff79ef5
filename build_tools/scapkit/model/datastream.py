"""A SCAP 1.3 source datastream collection (NIST SP 800-126r3, 3.1)."""

from typing import NamedTuple


class ComponentRef(NamedTuple):
    """A datastream's use of a component; `catalog` maps the hrefs inside it to other component-refs' ids."""

    id: str
    component_id: str
    catalog: tuple[tuple[str, str], ...] = ()
    role: str = "checks"


class DataStream(NamedTuple):
    """One datastream; role of its refs is dictionaries, checklists, checks or extended-components."""

    id: str
    use_case: str
    scap_version: str
    refs: tuple[ComponentRef, ...]
    timestamp: str = ""

    def role(self, role: str) -> tuple[ComponentRef, ...]:
        """The component-refs under one heading."""
        return tuple(ref for ref in self.refs if ref.role == role)
