"""iflisteners_object: programs that listen on interfaces, from facts (OVAL 5.11 linux schema)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import facts_items

FIELDS = {
    "interface_name": "string",
    "protocol": "string",
    "hw_address": "string",
    "program_name": "string",
    "pid": "int",
    "user_id": "int",
}
# EntityItemProtocolType. fmt: off
PROTOCOLS = (
    "ETH_P_LOOP",
    "ETH_P_PUP",
    "ETH_P_PUPAT",
    "ETH_P_IP",
    "ETH_P_X25",
    "ETH_P_ARP",
    "ETH_P_BPQ",
    "ETH_P_IEEEPUP",
    "ETH_P_IEEEPUPAT",
    "ETH_P_DEC",
    "ETH_P_DNA_DL",
    "ETH_P_DNA_RC",
    "ETH_P_DNA_RT",
    "ETH_P_LAT",
    "ETH_P_DIAG",
    "ETH_P_CUST",
    "ETH_P_SCA",
    "ETH_P_RARP",
    "ETH_P_ATALK",
    "ETH_P_AARP",
    "ETH_P_8021Q",
    "ETH_P_IPX",
    "ETH_P_IPV6",
    "ETH_P_SLOW",
    "ETH_P_WCCP",
    "ETH_P_PPP_DISC",
    "ETH_P_PPP_SES",
    "ETH_P_MPLS_UC",
    "ETH_P_MPLS_MC",
    "ETH_P_ATMMPOA",
    "ETH_P_ATMFATE",
    "ETH_P_AOE",
    "ETH_P_TIPC",
    "ETH_P_802_3",
    "ETH_P_AX25",
    "ETH_P_ALL",
    "ETH_P_802_2",
    "ETH_P_SNAP",
    "ETH_P_DDCMP",
    "ETH_P_WAN_PPP",
    "ETH_P_PPP_MP",
    "ETH_P_PPPTALK",
    "ETH_P_LOCALTALK",
    "ETH_P_TR_802_2",
    "ETH_P_MOBITEX",
    "ETH_P_CONTROL",
    "ETH_P_IRDA",
    "ETH_P_ECONET",
    "ETH_P_HDLC",
    "ETH_P_ARCNET",
)
# fmt: on


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each program and interface."""
    return facts_items(query, evidence, FIELDS, {"protocol": PROTOCOLS})


PROBE = Probe("linux:iflisteners", collect)
