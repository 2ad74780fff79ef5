"""Whether whoever signed is trusted: a certificate that was given, or one that a given one stands above."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scapkit.problem import invalid

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

# How the verifier begins when it has tried all certificates, and what it says where none fits.
PURPOSES = {
    "2.5.29.37.0",
    "1.3.6.1.5.5.7.3.3",
    "1.3.6.1.5.5.7.3.4",
    "1.3.6.1.5.5.7.3.36",
    "1.3.6.1.4.1.311.10.3.12",
}
"""What a certificate may be for, if it says: anything, code, mail, documents; those of servers are for neither."""
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
    from cryptography.x509 import BasicConstraints, ExtendedKeyUsage, KeyUsage
    from cryptography.x509.verification import Criticality, ExtensionPolicy

    either, anything = Criticality.AGNOSTIC, ExtensionPolicy.permit_all()
    is_authority = _demand(lambda found: found.ca, "is no authority")
    may_certify = _demand(lambda found: found.key_cert_sign, "is not for signing certificates")
    may_sign = _demand(lambda found: found.digital_signature or found.content_commitment, "is not for signing")
    for_signing = _demand(lambda found: any(each.dotted_string in PURPOSES for each in found), "is not for signing")
    authorities = anything.require_present(BasicConstraints, either, is_authority)
    signers = anything.may_be_present(KeyUsage, either, may_sign)
    return (
        authorities.may_be_present(KeyUsage, either, may_certify),
        signers.may_be_present(ExtendedKeyUsage, either, for_signing),
    )


def _demand(holds: Callable[[Any], bool], otherwise: str) -> Callable[[object, object, Any], None]:
    """What an extension must say where it is there."""

    def check(_policy: object, _certificate: object, found: Any) -> None:
        if found is not None and not holds(found):
            raise ValueError(otherwise)

    return check
