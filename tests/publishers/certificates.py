"""Certificates of a made-up authority: sound ones, and the wrong ones of the list of faults."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOSTS = (
    "www.gov.scot",
    "gov.scot",
    "statistics.gov.scot",
    "www.nrscotland.gov.uk",
    "nrscotland.gov.uk",
    "elsewhere.example",
)
SOUND, UNKNOWN, EXPIRED, OTHER_NAME = "sound", "unknown", "expired", "other name"


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


class Authority:
    """An authority whose certificates are trusted where its own file is named as the store."""

    def __init__(self, folder: Path, name: str = "The council’s filter") -> None:
        self.folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name(name)
        self._own = self._signed(self._name, self._key, (), 3650, is_authority=True)
        self.file = folder / f"{abs(hash(name))}.pem"
        self.file.write_bytes(self._own.public_bytes(serialization.Encoding.PEM))

    def chain(self, kind: str, hosts: tuple[str, ...], *, days: int = 30) -> Path:
        """Give a file with a key and a certificate for hosts."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._signed(_name(hosts[0]), key, hosts, days)
        path = self.folder / f"{kind}.pem"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        return path

    def _signed(
        self,
        name: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        hosts: tuple[str, ...],
        days: int,
        *,
        is_authority: bool = False,
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        public = self._key.public_key()
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=60))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False
            )
            .add_extension(
                x509.KeyUsage(
                    digital_signature=True,
                    content_commitment=False,
                    key_encipherment=False,
                    data_encipherment=False,
                    key_agreement=False,
                    key_cert_sign=is_authority,
                    crl_sign=is_authority,
                    encipher_only=False,
                    decipher_only=False,
                ),
                critical=True,
            )
        )
        if hosts:
            names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
            builder = builder.add_extension(names, critical=False)
        return builder.sign(self._key, hashes.SHA256())


def chains(folder: Path) -> tuple[Path, dict[str, Path]]:
    """Give the store that trusts the authority, and a file for each kind of certificate."""
    trusted, stranger = Authority(folder), Authority(folder, "Nobody knows it")
    return trusted.file, {
        SOUND: trusted.chain(SOUND, HOSTS),
        UNKNOWN: stranger.chain(UNKNOWN, HOSTS),
        EXPIRED: trusted.chain(EXPIRED, HOSTS, days=-1),
        OTHER_NAME: trusted.chain(OTHER_NAME, ("other.example",)),
    }
