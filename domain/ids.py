"""Names of things that a person may see: random, short, safe in a button and in a link."""

import base64

ID_BYTES = 9  # 72 bits: 12 characters of base64url (reliability.md, D12)


def from_bytes(entropy: bytes) -> str:
    """
    The public id made of nine random bytes (the caller brings the randomness).

    Raises:
        ValueError: not exactly nine bytes.
    """
    if len(entropy) != ID_BYTES:
        raise ValueError(f"an id is made of {ID_BYTES} bytes, got {len(entropy)}")
    return base64.urlsafe_b64encode(entropy).decode("ascii")
