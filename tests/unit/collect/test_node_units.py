"""Units asked of the running manager, through a program in place of systemctl."""

from pathlib import Path

from scapkit.collect.node.units import DEPENDENCY, PROPERTY, can_be_asked, unit_lines
from scapkit.model.dump import Missing

SCRIPT = """#!/bin/sh
case "$1" in
list-units) echo "sshd.service loaded active running OpenSSH"; echo "multi-user.target loaded active active Multi" ;;
list-unit-files) echo "getty@.service enabled enabled"; echo "off.service disabled enabled" ;;
show) cat <<'END'
Id=sshd.service
Requires=
After=network.target sshd-keygen.target
Description=OpenSSH server = daemon
ActiveState=active

Id=multi-user.target
Requires=basic.target
Wants=sshd.service
ActiveState=active

Id=off.service
ActiveState=inactive
END
;;
esac
"""


def _systemctl(folder: Path, text: str) -> str:
    path = folder / "systemctl"
    path.write_text(text)
    path.chmod(0o755)
    return str(path)


def test_each_unit_and_property_is_a_line(tmp_path: Path) -> None:
    lines = unit_lines(PROPERTY, _systemctl(tmp_path, SCRIPT))
    assert not isinstance(lines, Missing)
    found = list(lines)
    assert {"unit": "sshd.service", "property": "Description", "value": "OpenSSH server = daemon"} in found
    after = ["network.target", "sshd-keygen.target"]
    assert {"unit": "sshd.service", "property": "After", "value": after} in found
    assert {"unit": "sshd.service", "property": "Requires", "value": []} in found
    assert {"unit": "off.service", "property": "ActiveState", "value": "inactive"} in found


def test_targets_have_dependencies_and_services_none(tmp_path: Path) -> None:
    lines = unit_lines(DEPENDENCY, _systemctl(tmp_path, SCRIPT))
    assert not isinstance(lines, Missing)
    assert list(lines) == [
        {"unit": "multi-user.target", "dependency": ["basic.target", "sshd.service"]},
        {"unit": "off.service", "dependency": []},
        {"unit": "sshd.service", "dependency": []},
    ]


def test_a_manager_that_does_not_answer_is_missing_evidence(tmp_path: Path) -> None:
    assert isinstance(unit_lines(PROPERTY, _systemctl(tmp_path, "#!/bin/sh\nexit 1\n")), Missing)
    assert isinstance(unit_lines(PROPERTY, str(tmp_path / "none")), Missing)
    assert not can_be_asked(str(tmp_path / "none"))
