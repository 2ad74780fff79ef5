"""process58_object: processes by command line and number, from facts, else from /proc (OVAL 5.11 unix schema)."""

from collections.abc import Iterator

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.chosen import is_chosen
from scapkit.oval.system.facts import facts_items
from scapkit.oval.system.processes import Process, read_processes

KIND = "unix:process58"
_UNTOLD = "not collected"

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
# By their bits (Linux, capability.h), as far as the schema knows them (EntityItemCapabilityType).
_BITS = (
    "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE "
    "NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT "
    "SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE "
    "AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ"
)
CAPABILITIES = tuple(f"CAP_{each}" for each in _BITS.split())
CHOICES = {"posix_capability": CAPABILITIES}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each process; a plain tree without /proc has none, as in OpenSCAP."""
    told = facts_items(query, evidence, FIELDS, CHOICES)
    if told.items or not told.missing:
        return told
    found = read_processes(evidence)
    if isinstance(found, Missing):
        return told
    try:
        chosen = [each for each in found if is_chosen(query, {"command_line": each.command, "pid": str(each.pid)})]
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection([Item(KIND, tuple(_fields(each))) for each in chosen])


def _fields(process: Process) -> Iterator[Field]:
    values = (
        process.command,
        process.cpu_time,
        process.pid,
        process.parent,
        process.priority,
        process.real_user,
        process.scheduling_class,
        process.start,
        process.tty,
        process.user,
        "true" if process.is_shielded else "false",
        process.login,
    )
    for (name, datatype), value in zip(FIELDS.items(), values, strict=False):
        yield Field(name, "" if value is None else str(value), datatype, _UNTOLD if value is None else "exists")
    held = process.capabilities or 0
    yield from (Field("posix_capability", each) for bit, each in enumerate(CAPABILITIES) if held >> bit & 1)
    if process.label:
        yield Field("selinux_domain_label", process.label)
    yield Field("session_id", str(process.session), "int")


PROBE = Probe(KIND, collect)
