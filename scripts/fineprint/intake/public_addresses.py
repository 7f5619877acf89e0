"""Which IP addresses are of the public internet: the special-purpose registries of IANA, whatever Python knows of them.

https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry, as of November 2026; what
is globally reachable by the registry and yet no host of anybody's (AS112, AMT, anycast) is refused as well.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

#: Where an intranet's hosts are, which ``--allow-private`` opens: RFC 1918, loopback, shared space, unique local.
_PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "100.64.0.0/10", "fc00::/7", "::1/128")
#: What is never asked: this network, link-local, multicast, documentation, benchmarking, relays, reserved space.
_SPECIAL_4 = (
    "0.0.0.0/8",
    "169.254.0.0/16",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
)
_SPECIAL_6 = ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
#: Where clouds tell a machine its secrets, besides link-local addresses: Azure, Alibaba, Amazon over IPv6, Oracle.
_METADATA = frozenset(map(ip_address, ("168.63.129.16", "100.100.100.200", "fd00:ec2::254", "fd20:ce::254")))
_GLOBAL_6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_PRIVATE_4 = tuple(IPv4Network(one) for one in _PRIVATE if ":" not in one)
_PRIVATE_6 = tuple(IPv6Network(one) for one in _PRIVATE if ":" in one)
_NEVER_4 = tuple(map(IPv4Network, _SPECIAL_4))
_NEVER_6 = tuple(map(IPv6Network, _SPECIAL_6))


def may_connect(address: str, *, allow_private: bool = False) -> bool:
    """Whether an IP address may be asked for a page. An IPv4 address inside one of IPv6 is judged itself."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        if inner is None:
            return _is_public_6(ip) or (allow_private and ip not in _METADATA and any(ip in net for net in _PRIVATE_6))
        ip = inner
    if ip in _METADATA or any(ip in net for net in _NEVER_4):
        return False
    return allow_private or not any(ip in net for net in _PRIVATE_4)


def _is_public_6(ip: IPv6Address) -> bool:
    return ip in _GLOBAL_6 and not any(ip in net for net in _NEVER_6)
