"""process58_object: processes by command line and number, from facts (OVAL 5.11 unix schema, process58_item)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.facts import facts_items
from scapkit.oval.protocols import Collection, Probe, Query

FIELDS = {
    "command_line": "string",
    "exec_time": "string",
    "pid": "int",
    "ppid": "int",
    "priority": "int",
    "ruid": "int",
    "scheduling_class": "string",
    "start_time": "string",
    "tty": "string",
    "user_id": "int",
    "exec_shield": "boolean",
    "loginuid": "int",
    "posix_capability": "string",
    "selinux_domain_label": "string",
    "session_id": "int",
}
CAPABILITIES = (
    "AUDIT_CONTROL",
    "AUDIT_READ",
    "AUDIT_WRITE",
    "BLOCK_SUSPEND",
    "CHOWN",
    "DAC_OVERRIDE",
    "DAC_READ_SEARCH",
    "FOWNER",
    "FSETID",
    "IPC_LOCK",
    "IPC_OWNER",
    "KILL",
    "LEASE",
    "LINUX_IMMUTABLE",
    "MAC_ADMIN",
    "MAC_OVERRIDE",
    "MKNOD",
    "NET_ADMIN",
    "NET_BIND_SERVICE",
    "NET_BROADCAST",
    "NET_RAW",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYSLOG",
    "SYS_ADMIN",
    "SYS_BOOT",
    "SYS_CHROOT",
    "SYS_MODULE",
    "SYS_NICE",
    "SYS_PACCT",
    "SYS_PTRACE",
    "SYS_RAWIO",
    "SYS_RESOURCE",
    "SYS_TIME",
    "SYS_TTY_CONFIG",
    "WAKE_ALARM",
)
CHOICES = {"posix_capability": tuple(f"CAP_{each}" for each in CAPABILITIES)}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each process."""
    return facts_items(query, evidence, FIELDS, CHOICES)


PROBE = Probe("unix:process58", collect)
