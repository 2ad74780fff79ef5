"""A dump for other eyes: secrets, persons and account numbers blanked, and judged as before (docs/dump-format.md)."""

from scapkit.collect.blanking import ACCOUNT, Blanking
from scapkit.collect.copying import Piece, entries_of, pieces_of, write_copy
from scapkit.dumps.open import Kept
from scapkit.dumps.tree import API_ROOTS
from scapkit.model.dump import Asset, Interface, Manifest, Requirement

_AWS = f"{API_ROOTS[1]}/"


def redact(kept: Kept, manifest: Manifest, folder: str, accounts: frozenset[str] = frozenset()) -> None:
    """Write the dump anew into a folder; `accounts` are known from other dumps. Raises Invalid where it cannot."""
    pieces = tuple(pieces_of(kept))
    blanking = Blanking(accounts | _accounts(manifest, pieces))
    changed = manifest._replace(
        asset=_asset(manifest.asset, blanking),
        values=tuple((name, blanking.text(value)) for name, value in manifest.values),
        requirements=tuple(_requirement(each, blanking) for each in manifest.requirements),
    )
    named = (piece._replace(target=blanking.name(piece.target)) for piece in pieces)
    write_copy(folder, changed, entries_of(kept).values(), named, blanking.data)


def accounts_of(kept: Kept, manifest: Manifest) -> frozenset[str]:
    """The account numbers that a dump names."""
    return frozenset(_accounts(manifest, tuple(pieces_of(kept))))


def _accounts(manifest: Manifest, pieces: tuple[Piece, ...]) -> set[str]:
    """The account numbers that there are: that of the asset, those in the paths of answers, and those in ARNs."""
    found = {value for name, value in manifest.asset.facts if name == "account" and _is_account(value)}
    for piece in pieces:
        account = piece.path.removeprefix(_AWS).partition("/")[0]
        if piece.path.startswith(_AWS) and _is_account(account):
            found.add(account)
        data = piece.store.read(piece.path)
        if isinstance(data, bytes):
            found.update(number.decode() for number in set(ACCOUNT.findall(data)))
    return found


def _is_account(text: str) -> bool:
    return len(text) == 12 and text.isascii() and text.isdigit()


def _asset(asset: Asset, blanking: Blanking) -> Asset:
    return Asset(
        blanking.text(asset.name),
        asset.kind,
        tuple(map(blanking.text, asset.addresses)),
        tuple((name, blanking.text(value)) for name, value in asset.facts),
        tuple(Interface(*map(blanking.text, each)) for each in asset.interfaces),
    )


def _requirement(requirement: Requirement, blanking: Blanking) -> Requirement:
    return requirement._replace(
        key=blanking.name(requirement.key),
        path=blanking.name(requirement.path),
        message=blanking.text(requirement.message),
    )
