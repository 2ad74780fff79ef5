"""What was assessed and what assessed it: the inventory item of an asset, and the tool."""

from ipaddress import ip_address

from scapkit.report.tools.oscal.words import Json, filled, line, marked, prop, props, token
from scapkit.report.views.facts import judge_of
from scapkit.report.views.shown import ReportView

ADDRESSES = "addresses"


def inventory_item(view: ReportView, uuid: str) -> Json:
    """The asset, with its addresses and facts."""
    kind = f" ({view.target_kind})" if view.target_kind else ""
    own = [("asset-id", view.target), *([("asset-type", view.target_kind)] if kind else [])]
    facts = [(token(name), value) for name, value in view.facts if name != ADDRESSES]
    told = {
        "uuid": uuid,
        "description": marked(f"{view.target}{kind}"),
        "props": [*(prop(*each, ours=False) for each in own), *_addresses(view), *props(*dict(facts).items())],
    }
    return filled(told)


def _addresses(view: ReportView) -> list[Json]:
    texts = dict(view.facts).get(ADDRESSES, "").split(", ")
    return [found for text in texts if (found := _address(text))]


def _address(text: str) -> Json | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return prop(f"ipv{address.version}-address", str(address).partition("%")[0], ours=False)


def assessment_assets(view: ReportView, tool: str, platform: str) -> Json:
    """The program that judged, as the results name it, and the platform that it makes by itself."""
    name, version = judge_of(view)
    component = {
        "uuid": tool,
        "type": "software",
        "title": marked(name),
        "description": "Judges an asset by SCAP content.",
        "props": [prop("version", version, ours=False)] if version else [],
        "status": {"state": "operational"},
    }
    uses = [{"component-uuid": tool}]
    return {
        "components": [filled(component)],
        "assessment-platforms": [{"uuid": platform, "title": marked(name), "uses-components": uses}],
    }


def subject(view: ReportView, uuid: str) -> Json:
    """A reference to the asset."""
    return {"subject-uuid": uuid, "type": "inventory-item", "title": line(marked(view.target))}
