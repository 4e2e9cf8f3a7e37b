"""The XML of an OOXML package signature, as Excel writes it but with SHA-256.

Each piece that is digested (package object, office object, signed properties, SignedInfo) stands in the file
in canonical XML, with every namespace in scope declared on it. So its digest is taken over these very bytes,
and the same bytes come out wherever a checker canonicalises them.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from evaluator_app.exchange.package_parts import Relationship, canonical

DSIG = "http://www.w3.org/2000/09/xmldsig#"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_RSA = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
_C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_TRANSFORM = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/digital-signature"
_OFFICE = "http://schemas.microsoft.com/office/2006/digsig"
_XADES = "http://uri.etsi.org/01903/v1.3.2#"
_METHOD = f'<DigestMethod Algorithm="{SHA256}"></DigestMethod>'
_CANONICALLY = f'<Transform Algorithm="{_C14N}"></Transform>'
_OFFICE_OBJECT = (
    f'<Object xmlns="{DSIG}" Id="idOfficeObject"><SignatureProperties>'
    '<SignatureProperty Id="idOfficeV1Details" Target="#idPackageSignature">'
    f'<SignatureInfoV1 xmlns="{_OFFICE}"><SetupID></SetupID><SignatureText></SignatureText>'
    "<SignatureImage></SignatureImage><SignatureComments></SignatureComments>"
    "<WindowsVersion>10.0</WindowsVersion><OfficeVersion>16.0</OfficeVersion>"
    "<ApplicationVersion>16.0</ApplicationVersion><Monitors>1</Monitors>"
    "<HorizontalResolution>1920</HorizontalResolution><VerticalResolution>1080</VerticalResolution>"
    "<ColorDepth>32</ColorDepth><SignatureProviderId>{00000000-0000-0000-0000-000000000000}"
    "</SignatureProviderId><SignatureProviderUrl></SignatureProviderUrl>"
    "<SignatureProviderDetails>9</SignatureProviderDetails>"
    f"<ManifestHashAlgorithm>{SHA256}</ManifestHashAlgorithm>"
    "<SignatureType>1</SignatureType></SignatureInfoV1></SignatureProperty></SignatureProperties></Object>"
)


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a signature covers: each part with its content type, and the relationships of each part."""

    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    relationships: Mapping[str, tuple[Relationship, ...]]


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Who signs, as the signature says: certificate in DER, its issuer and number, and the time claimed."""

    certificate: bytes
    issuer: str  # escaped for XML
    serial: int
    time: str


@dataclass(frozen=True, kw_only=True)
class SignatureText:
    """A signature before its value is known: what is signed, and what stands after the value."""

    signed_info: bytes
    objects: bytes

    def with_value(self, value: bytes, certificate: bytes) -> bytes:
        """The whole signature part."""
        return b"".join(
            (
                b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
                f'<Signature xmlns="{DSIG}" Id="idPackageSignature">'.encode(),
                self.signed_info,
                b"<SignatureValue>",
                base64.b64encode(value),
                b"</SignatureValue><KeyInfo><X509Data><X509Certificate>",
                base64.b64encode(certificate),
                b"</X509Certificate></X509Data></KeyInfo>",
                self.objects,
                b"</Signature>",
            )
        )


def references(contents: Contents) -> dict[str, str]:
    """For each part its reference in the manifest: the digest of it, or of its relationships."""
    found = {name: _reference(_uri(name, contents), part) for name, part in contents.parts.items()}
    for name, listed in contents.relationships.items():
        ids = "".join(
            f'<mdssi:RelationshipReference SourceId="{one.id}"></mdssi:RelationshipReference>'
            for one in listed
        )
        chosen = f'<Transform Algorithm="{_TRANSFORM}">{ids}</Transform>'
        found[name] = _reference(_uri(name, contents), canonical(listed), chosen + _CANONICALLY)
    return dict(sorted(found.items()))


def signature_text(manifest: Mapping[str, str], claim: Claim) -> SignatureText:
    """The signature of what these references stand for."""
    package = (
        f'<Object xmlns="{DSIG}" xmlns:mdssi="{_PACKAGE}" Id="idPackageObject">'
        f"<Manifest>{''.join(manifest.values())}</Manifest><SignatureProperties>"
        '<SignatureProperty Id="idSignatureTime" Target="#idPackageSignature"><mdssi:SignatureTime>'
        f"<mdssi:Format>YYYY-MM-DDThh:mm:ssTZD</mdssi:Format><mdssi:Value>{claim.time}</mdssi:Value>"
        "</mdssi:SignatureTime></SignatureProperty></SignatureProperties></Object>"
    )
    properties = _properties(claim)
    kind = f' Type="{DSIG}Object"'
    signed_info = (
        f'<SignedInfo xmlns="{DSIG}"><CanonicalizationMethod Algorithm="{_C14N}"></CanonicalizationMethod>'
        f'<SignatureMethod Algorithm="{_RSA}"></SignatureMethod>'
        + _reference("#idPackageObject", package.encode(), kind=kind)
        + _reference("#idOfficeObject", _OFFICE_OBJECT.encode(), kind=kind)
        + _reference(
            "#idSignedProperties",
            properties.encode(),
            _CANONICALLY,
            kind=' Type="http://uri.etsi.org/01903#SignedProperties"',
        )
        + "</SignedInfo>"
    )
    qualifying = (
        f'<Object><xd:QualifyingProperties xmlns:xd="{_XADES}" Target="#idPackageSignature">{properties}'
        "</xd:QualifyingProperties></Object>"
    )
    return SignatureText(
        signed_info=signed_info.encode(), objects=(package + _OFFICE_OBJECT + qualifying).encode()
    )


def _properties(claim: Claim) -> str:
    digest = base64.b64encode(hashlib.sha256(claim.certificate).digest()).decode()
    return (
        f'<xd:SignedProperties xmlns="{DSIG}" xmlns:xd="{_XADES}" Id="idSignedProperties">'
        f"<xd:SignedSignatureProperties><xd:SigningTime>{claim.time}</xd:SigningTime><xd:SigningCertificate>"
        f"<xd:Cert><xd:CertDigest>{_METHOD}<DigestValue>{digest}</DigestValue></xd:CertDigest>"
        f"<xd:IssuerSerial><X509IssuerName>{claim.issuer}</X509IssuerName>"
        f"<X509SerialNumber>{claim.serial}</X509SerialNumber></xd:IssuerSerial></xd:Cert>"
        "</xd:SigningCertificate><xd:SignaturePolicyIdentifier><xd:SignaturePolicyImplied>"
        "</xd:SignaturePolicyImplied></xd:SignaturePolicyIdentifier></xd:SignedSignatureProperties>"
        "</xd:SignedProperties>"
    )


def _uri(name: str, contents: Contents) -> str:
    return f"/{name}?ContentType={contents.types[name]}"


def _reference(uri: str, content: bytes, transforms: str = "", *, kind: str = "") -> str:
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    steps = f"<Transforms>{transforms}</Transforms>" if transforms else ""
    return f'<Reference{kind} URI="{uri}">{steps}{_METHOD}<DigestValue>{digest}</DigestValue></Reference>'
