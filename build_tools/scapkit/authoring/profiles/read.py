"""Profiles: files of selections."""

from pathlib import Path

from scapkit.authoring.kinds import PROFILE
from scapkit.authoring.policies.source import ProfileSource
from scapkit.authoring.reading import Reading, claim_id, needed
from scapkit.authoring.sources import files
from scapkit.authoring.yaml.shape import Fields


def read_profiles(reading: Reading, folder: Path) -> dict[str, ProfileSource]:
    """The profiles of a product by id, which is the file's name; those not complete are left out."""
    found = {}
    for path in files(folder, ".profile"):
        claim_id(reading, "profile", path.stem, path)
        fields = reading.fields(path, PROFILE, {})
        if fields is not None and fields.flag("documentation_complete", True):
            found[path.stem] = _profile(path.stem, fields)
    return found


def _profile(name: str, fields: Fields) -> ProfileSource:
    metadata = fields.one("metadata") or Fields(fields.span, {})
    single = fields.node("platform")
    platforms = ((single,) if single else ()) + fields.nodes("platforms")
    return ProfileSource(
        id=name,
        span=fields.span,
        title=fields.text("title"),
        description=needed(fields, "description"),
        platform=platforms[0] if platforms else None,
        extends=fields.node("extends"),
        version=metadata.text("version"),
        reference=fields.text("reference") or metadata.text("reference"),
        selections=fields.nodes("selections"),
        platforms=platforms,
        hidden=fields.flag("hidden"),
        status=fields.text("status") or metadata.text("status"),
        filter_rules=fields.node("filter_rules"),
        unselected_groups=fields.nodes("unselected_groups"),
    )
