"""Keys and certificates as users have them: PEM files (RFC 7468)."""

from typing import TYPE_CHECKING, NamedTuple

from scapkit.problem import invalid
from scapkit.xmlio.parse import read_bytes

if TYPE_CHECKING:
    import xmlsec
    from cryptography.x509 import Certificate

LEAST_BITS = 2048
RSA_METHOD = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
EC_METHODS = {
    "secp256r1": "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
    "secp384r1": "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
    "secp521r1": "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512",
}
MAX_CERTIFICATES = 100


class Signer(NamedTuple):
    """A private key with its certificate and those above it, and the algorithm that it signs by."""

    key: "xmlsec.Key"
    method: str
    certificates: "tuple[Certificate, ...]"


def need_packages() -> None:
    """Raises Invalid (missing-package) where what signing needs is not installed, or does not fit lxml."""
    try:
        import cryptography  # noqa: F401
        import xmlsec  # noqa: F401
    except Exception as error:  # xmlsec has an error of its own where its libxml2 is not lxml's
        hint = "pip install 'scapkit[sign]'"
        raise invalid("xmlsec", "missing-package", f"signatures need it and cryptography: {error}", hint=hint) from None


def read_signer(key_file: str, certificate_file: str, passphrase: str = "") -> Signer:
    """The key and its certificate, which those above it may follow in the file.

    Raises Invalid: unusable-key (damaged, encrypted, too short, of an unknown kind), unusable-certificate, other-key.
    """
    import xmlsec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    private = _private(key_file, passphrase)
    method = method_of(private.public_key(), key_file)
    certificates = read_certificates(certificate_file)
    public = Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    if certificates[0].public_key().public_bytes(*public) != private.public_key().public_bytes(*public):
        hint = "the certificate of the key comes first in its file"
        raise invalid(certificate_file, "other-key", f"is not the certificate of {key_file}", hint=hint)
    plain = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    key = xmlsec.Key.from_memory(plain, xmlsec.constants.KeyDataFormatPem)
    for each in certificates:
        key.load_cert_from_memory(each.public_bytes(Encoding.PEM), xmlsec.constants.KeyDataFormatPem)
    return Signer(key, method, certificates)


def _private(file: str, passphrase: str):  # type: ignore[no-untyped-def]
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        return load_pem_private_key(read_bytes(file), passphrase.encode() or None)
    except TypeError:
        hint = "" if passphrase else "give it in SCAPKIT_KEY_PASSPHRASE"
        message = "has no passphrase" if passphrase else "is encrypted, and there is no passphrase"
        raise invalid(file, "unusable-key", message, hint=hint) from None
    except (ValueError, UnsupportedAlgorithm):
        message = "is no private key in PEM, or the passphrase is another"
        raise invalid(file, "unusable-key", message) from None


def method_of(public: object, file: str) -> str:
    """The algorithm for a key. Raises Invalid (unusable-key) for one that is too short or of another kind."""
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    if isinstance(public, RSAPublicKey):
        if public.key_size < LEAST_BITS:
            raise invalid(
                file, "unusable-key", f"an RSA key of {public.key_size} bits is too short", hint="2048 or more"
            )
        return RSA_METHOD
    if isinstance(public, EllipticCurvePublicKey) and public.curve.name in EC_METHODS:
        return EC_METHODS[public.curve.name]
    raise invalid(file, "unusable-key", "is neither RSA nor EC of P-256, P-384 or P-521")


def read_certificates(file: str) -> "tuple[Certificate, ...]":
    """All certificates in a PEM file. Raises Invalid (unusable-certificate) where there is none, or a damaged one."""
    from cryptography.x509 import load_pem_x509_certificates

    try:
        found = tuple(load_pem_x509_certificates(read_bytes(file)))
    except ValueError:
        raise invalid(file, "unusable-certificate", "holds no certificate in PEM, or a damaged one") from None
    if len(found) > MAX_CERTIFICATES:
        raise invalid(file, "unusable-certificate", f"holds more than {MAX_CERTIFICATES} certificates")
    return found
