"""Whether print can be read on this machine."""

from importlib.util import find_spec


def is_installed() -> bool:
    """Whether the extra `eyes` is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None
