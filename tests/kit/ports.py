"""Addresses on this machine for the processes of a test."""

import socket


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as link:
        return int(link.getsockname()[1])
