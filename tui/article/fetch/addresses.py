"""The network addresses from which pages may be fetched: public ones, unless the user allows private ones too."""

import ipaddress
import socket
from typing import Any, NamedTuple

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")


class Address(NamedTuple):
    """An address to connect to: family and address as in `socket`, and the IP address as text."""

    family: int
    place: tuple[Any, ...]
    ip: str


def is_public(ip: str) -> bool:
    """Whether `ip` is a public internet address, including IPv4 addresses embedded in IPv6."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64_LOCAL:
            return False
        inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64 or int(address) >> 32 == 0:  # NAT64, or the old form of an embedded IPv4 address
            inside.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        wrapped = [one for one in inside if one is not None]
        if wrapped:
            return all(is_public(str(one)) for one in wrapped)
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolve(host: str, port: int) -> list[Address]:
    """Return all addresses of `host`.

    Raises:
        OSError: it has none, or the lookup fails.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [Address(family, place, str(place[0])) for family, _, _, _, place in found]
