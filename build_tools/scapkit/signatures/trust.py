"""Whether whoever signed is trusted: a certificate that was given, or one that a given one stands above."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scapkit.problem import invalid

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

# How the verifier begins when it has tried all certificates, and what it says where none fits.
TRIED = "candidates exhausted: "
NONE_ISSUED = "all candidates exhausted with no interior errors"


def require_trust(
    signer: "Certificate", above: "Sequence[Certificate]", trusted: "Sequence[Certificate]", time: datetime, file: str
) -> None:
    """Raises Invalid (untrusted-signer) where no chain of certificates leads from the signer's to one that is trusted.

    `above` are certificates that came with the signature; all of a chain must be valid at `time` (RFC 5280, 6.1).
    """
    name = signer.subject.rfc4514_string()
    if not signer.not_valid_before_utc <= time <= signer.not_valid_after_utc:
        span = f"{signer.not_valid_before_utc:%Y-%m-%d} to {signer.not_valid_after_utc:%Y-%m-%d}"
        raise invalid(file, "untrusted-signer", f"the certificate of {name} is valid from {span}")
    if signer in trusted:
        return
    from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

    authorities, signers = _policies()
    policy = PolicyBuilder().store(Store(list(trusted))).time(time)
    verifier = policy.extension_policies(ca_policy=authorities, ee_policy=signers).build_client_verifier()
    try:
        verifier.verify(signer, list(above))
    except VerificationError as error:
        why = _in_words(str(error))
        message = f"no trusted certificate stands above that of {name}" + (f": {why}" if why else "")
        hint = "--trust FILE names certificates of authorities, or of signers, that are trusted"
        raise invalid(file, "untrusted-signer", message, hint=hint) from None


def _in_words(message: str) -> str:
    """Why no chain was found; empty where none of the certificates has issued the signer's."""
    why = message.removeprefix("validation failed: ").partition(" (encountered")[0]
    while why.startswith(TRIED):
        why = why.removeprefix(TRIED)
    return "" if why == NONE_ISSUED else why


def _policies() -> tuple[Any, Any]:
    """What is asked of authorities, and of signers: those of the web are not meant, so that little is."""
    from cryptography.x509 import BasicConstraints, KeyUsage
    from cryptography.x509.verification import Criticality, ExtensionPolicy

    def is_authority(_policy: object, _certificate: object, found: Any) -> None:
        if not found.ca:
            raise ValueError("is no authority")

    def may_sign(_policy: object, _certificate: object, found: Any) -> None:
        if found is not None and not (found.digital_signature or found.content_commitment):
            raise ValueError("is not for signing")

    either = Criticality.AGNOSTIC
    authorities = ExtensionPolicy.permit_all().require_present(BasicConstraints, either, is_authority)
    return authorities, ExtensionPolicy.permit_all().may_be_present(KeyUsage, either, may_sign)
