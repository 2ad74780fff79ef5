"""What fixes are for."""

SYSTEMS = {
    "urn:xccdf:fix:script:sh": "bash",
    "urn:xccdf:fix:script:ansible": "ansible",
    "urn:xccdf:fix:script:kubernetes": "kubernetes",
    "urn:xccdf:fix:script:puppet": "puppet",
    "urn:xccdf:fix:script:ignition": "ignition",
    "urn:xccdf:fix:script:kickstart": "kickstart",
    "urn:xccdf:fix:script:bootc": "bootc",
    "urn:redhat:anaconda:pre": "anaconda",
    "urn:redhat:osbuild:blueprint": "blueprint",
}
"""By the system of a fix, as authors and oscap name them."""
