"""Which network addresses a page may be fetched from: those of the public internet, unless the reader allows more."""

import ipaddress
import socket
from typing import Any, NamedTuple

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")


class Address(NamedTuple):
    """Where to connect to: family and address as `socket` has them, and the address alone."""

    family: int
    place: tuple[Any, ...]
    ip: str


def is_public(ip: str) -> bool:
    """Whether `ip` belongs to a machine on the public internet, whatever way it is written or wrapped in IPv6."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64_LOCAL:
            return False
        inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64 or int(address) >> 32 == 0:  # translated, or the old form of a wrapped address
            inside.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        wrapped = [one for one in inside if one is not None]
        if wrapped:
            return all(is_public(str(one)) for one in wrapped)
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolve(host: str, port: int) -> list[Address]:
    """Every address that `host` has.

    Raises:
        OSError: it has none, or nobody can be asked.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [Address(family, place, str(place[0])) for family, _, _, _, place in found]
