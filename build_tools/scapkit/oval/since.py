"""Which version of OVAL brought an object type (what the schemas of each version hold); all others are older."""

from types import MappingProxyType

SINCE = MappingProxyType(
    {
        "independent:textfilecontent54": "5.4",
        "independent:ldap": "5.6",
        "independent:ldap57": "5.7",
        "independent:sql57": "5.7",
        "unix:dnscache": "5.7",
        "independent:filehash58": "5.8",
        "independent:environmentvariable58": "5.8",
        "linux:iflisteners": "5.8",
        "linux:partition": "5.8",
        "linux:rpmverify": "5.8",
        "linux:selinuxboolean": "5.8",
        "linux:selinuxsecuritycontext": "5.8",
        "unix:fileextendedattribute": "5.8",
        "unix:gconf": "5.8",
        "unix:process58": "5.8",
        "unix:routingtable": "5.8",
        "unix:sysctl": "5.8",
        "linux:rpmverifyfile": "5.10",
        "linux:rpmverifypackage": "5.10",
        "linux:systemdunitdependency": "5.11",
        "linux:systemdunitproperty": "5.11",
        "unix:symlink": "5.11",
        "linux:apparmorstatus": "5.11.2",
        "independent:yamlfilecontent": "5.11.3",
    }
)


def is_newer(kind: str, version: str) -> bool:
    """Whether an object type came after a version of OVAL; what is no version has everything."""
    numbers = version.split(".")
    if kind not in SINCE or not all(each.isdecimal() for each in numbers):
        return False
    return [int(each) for each in SINCE[kind].split(".")] > [int(each) for each in numbers]
