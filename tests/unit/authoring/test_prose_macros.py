"""Macros for prose that authors of the format know by name: each in a rule, as they are called in public content."""

import re
from collections import Counter
from pathlib import Path

import pytest

from authored import CONTENT, NOW, PRODUCT, built, edited, project
from scapkit.api.contents.checking import validate
from scapkit.api.projects.building import BuildOptions, build
from scapkit.build.draft import Built
from scapkit.model.xccdf import Group, Rule
from shared import REPOSITORY

SENTENCES = {
    'weblink("https://example.org/a?b=1&amp;c=2")': ["https://example.org/a"],
    'weblink(link="https://example.org/", text="The page")': ["The page", 'href="https://example.org/"'],
    'package_install("cron")': ["install cron"],
    'package_remove("cron")': ["remove cron"],
    'describe_package_install(package="cron")': ["Install", "<code>cron</code>"],
    'describe_package_remove(package="cron")': ["Remove", "<code>cron</code>"],
    'describe_service_enable(service="cron")': ["systemctl enable --now cron.service"],
    'describe_service_disable(service="cron")': ["systemctl mask --now cron.service"],
    'describe_socket_enable(socket="ssh")': ["systemctl enable --now ssh.socket"],
    'describe_socket_disable(socket="ssh")': ["systemctl mask --now ssh.socket"],
    'describe_timer_enable(timer="fstrim")': ["fstrim.timer"],
    'describe_file_owner(file="/etc/a", owner="root")': ["chown root /etc/a"],
    'describe_file_group_owner(file="/etc/a", group="adm")': ["chgrp adm /etc/a"],
    'describe_file_permissions(file="/etc/a", perms="0640")': ["chmod 0640 /etc/a"],
    'describe_sysctl_option_value(sysctl="kernel.a", value="1")': ["sysctl -w kernel.a=1", "kernel.a = 1"],
    'describe_sysctl_option_value("kernel.a", xccdf_value("var_mode"))': ["xccdf:sub"],
    'describe_module_disable(module="usb")': ["install usb /bin/false", "blacklist usb"],
    'describe_mount(option="noexec", part="/tmp")': ["noexec", "remount /tmp"],
    'describe_grub2_argument("audit=1")': ["audit=1"],
    'describe_sebool_enable(sebool="a_b")': ["setsebool -P a_b on"],
    'describe_sebool_disable(sebool="a_b")': ["setsebool -P a_b off"],
    'describe_sebool_var(sebool="mode")': ["setsebool -P mode", "value_var_mode"],
    "sshd_config_file()": ["/etc/ssh/sshd_config"],
    'body_of_warning_about_dependent_rule(rule_id="a_rule", why="It needs it.")': ["a_rule", "It needs it."],
    'warning_rule_deprecated_by(rule="a_rule", release="2.0")': ["a_rule", "2.0"],
    'ocil_package(package="cron")': ["cron"],
    'ocil_service_enabled(service="cron")': ["is-enabled cron.service"],
    'ocil_clause_service_enabled(service="cron")': ["cron is not enabled"],
    'ocil_service_disabled(service="cron")': ["is-enabled cron.service"],
    'ocil_clause_service_disabled(service="cron")': ["cron is enabled"],
    'ocil_socket_disabled(socket="ssh")': ["ssh.socket"],
    'ocil_file_owner(file="/etc/a", owner="root")': ["/etc/a", "root"],
    'ocil_clause_file_owner(file="/etc/a", owner="root")': ["/etc/a does not", "root"],
    'ocil_file_group_owner(file="/etc/a", group="adm")': ["/etc/a", "adm"],
    'ocil_clause_file_group_owner(file="/etc/a", group="adm")': ["/etc/a does not", "adm"],
    'ocil_file_permissions(file="/etc/a", perms="-rw-r-----")': ["/etc/a", "-rw-r-----"],
    'ocil_clause_file_permissions(file="/etc/a", perms="-rw-r-----")': ["/etc/a does not", "-rw-r-----"],
    'fixtext_package_installed("cron")': ["Install"],
    'fixtext_package_removed(package="cron")': ["Remove"],
    'fixtext_service_enabled("cron")': ["enable"],
    'fixtext_service_disabled(service="cron")': ["mask"],
    'fixtext_socket_disabled(socket="ssh")': ["ssh.socket"],
    'fixtext_sysctl("kernel.a", "1")': ["kernel.a = 1"],
    'fixtext_kernel_module_disabled(module="usb")': ["usb"],
    'fixtext_mount_option("/tmp", "noexec")': ["remount /tmp"],
    'fixtext_file_owner(file="/etc/a", owner="root")': ["chown root /etc/a"],
    'fixtext_file_group_owner(file="/etc/a", group="adm")': ["chgrp adm /etc/a"],
    'fixtext_file_permissions(file="/etc/a", mode="0640")': ["chmod 0640"],
    'fixtext_directory_owner(file="/etc/a", owner="root")': ["chown root"],
    'fixtext_directory_group_owner(file="/etc/a", group="adm")': ["chgrp adm"],
    'fixtext_directory_permissions(file="/etc/a", mode="0750")': ["chmod 0750"],
    'fixtext_grub2_bootloader_argument("audit", "1")': ["audit=1"],
    'fixtext_separate_partition(part="/tmp")': ["/tmp"],
    'fixtext_sshd_lineinfile("PermitRootLogin", "no")': ["PermitRootLogin no"],
    'srg_requirement_package_installed("cron")': ["Tiny Product must have the package cron"],
    'srg_requirement_package_removed("cron")': ["must not have the package cron"],
    'srg_requirement_service_enabled("cron")': ["must run the service cron"],
    'srg_requirement_service_disabled("cron")': ["must not run the service cron"],
    'srg_requirement_kernel_module_disable("usb")': ["usb"],
    'srg_requirement_mount_option("/tmp", "noexec")': ["/tmp with the option noexec"],
    'srg_requirement_separate_partition("/tmp")': ["/tmp"],
    'srg_requirement_file_owner("/etc/a", "root")': ["root must own /etc/a"],
    'srg_requirement_file_group_owner("/etc/a", "adm")': ["adm must own /etc/a"],
    'srg_requirement_file_permission(file="/etc/a", mode="0640")': ["0640"],
    'srg_requirement_directory_owner("/etc/a", "root")': ["root must own /etc/a"],
    'srg_requirement_directory_group_owner("/etc/a", "adm")': ["adm must own /etc/a"],
    'srg_requirement_directory_permission("/etc/a", "0750")': ["0750"],
    'srg_requirement_grub2_bootloader_argument("audit", "1")': ["audit=1"],
}
ENTRIES = {
    'complete_ocil_entry_package(package="cron")': ("is installed", "not installed"),
    'complete_ocil_entry_package_removed("cron")': ("is installed", "not installed"),
    'complete_ocil_entry_package_installed("cron")': ("is not installed", "is installed"),
    'complete_ocil_entry_socket_and_service_disabled(name="rpcbind")': ("is enabled", "rpcbind.socket"),
    'complete_ocil_entry_sysctl_option_value(sysctl="kernel.a", value="1")': ("kernel.a is not 1", "sysctl kernel.a"),
    'complete_ocil_entry_sysctl_option_value("kernel.a", xccdf_value("var_mode"))': ("is not 0644", "Good is 0644"),
    'complete_ocil_entry_sshd_option(default="yes", option="Banner", value="none")': ("is not none", "nothing sets"),
    'complete_ocil_entry_module_disable(module="usb")': ("usb can be loaded", "install usb"),
    'complete_ocil_entry_mount_option("/tmp", "noexec")': ("without the option noexec", "findmnt -no OPTIONS /tmp"),
    'complete_ocil_entry_separate_partition(part="/tmp")': ("/tmp has no", "findmnt /tmp"),
    'complete_ocil_entry_sebool_enabled(sebool="a_b")': ("a_b is off", "Good is on"),
    'complete_ocil_entry_sebool_disabled(sebool="a_b")': ("a_b is on", "Good is off"),
}
TEXT = "title: {}\ndescription: {}\nrationale: r\nseverity: low\n"
DEBIAN = edited(PRODUCT, "platforms: [tiny]", "platforms: [tiny]\npkg_manager: apt_get")


def rules_of(made: Built) -> dict[str, Rule]:
    """Rules by title."""

    def walk(items: tuple[object, ...]) -> list[Rule]:
        found = [each for each in items if isinstance(each, Rule)]
        return found + [rule for each in items if isinstance(each, Group) for rule in walk(each.children)]

    return {rule.titles[0].markup: rule for rule in walk(made.benchmark.children)}


def sources() -> dict[str, str | None]:
    """A rule for each sentence, in a block and in quotation marks, and for each entry."""
    texts = {f"block_{n}": f"|-\n      Before.\n      {{{{{{ {call} }}}}}}\n" for n, call in enumerate(SENTENCES)}
    texts |= {f"quoted_{n}": f"'{{{{{{ {call} }}}}}}'" for n, call in enumerate(SENTENCES)}
    found: dict[str, str | None] = {
        f"{CONTENT}/files/{name}/rule.yml": TEXT.format(name, text) for name, text in texts.items()
    }
    for n, call in enumerate(ENTRIES):
        name = f"entry_{n}"
        found[f"{CONTENT}/files/{name}/rule.yml"] = TEXT.format(name, "d") + f"\n{{{{{{ {call} }}}}}}\n"
    return found


@pytest.fixture(scope="module", params=["rpm", "deb"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """All of them built for a product of either package manager."""
    return built(tmp_path_factory.mktemp("macros"), {**sources(), **(DEBIAN if request.param == "deb" else {})})


@pytest.mark.parametrize(("number", "words"), list(enumerate(SENTENCES.values())), ids=list(SENTENCES))
def test_sentence_stands_in_blocks_and_in_quotation_marks(made: Built, number: int, words: list[str]) -> None:
    rules = rules_of(made)
    quoted = rules[f"quoted_{number}"].descriptions[0].markup
    block = rules[f"block_{number}"].descriptions[0].markup
    assert all(word in quoted and word in block for word in words)
    assert "{{{" not in quoted and re.sub(r"\W", "", quoted).removeprefix("p")[:20] in re.sub(r"\W", "", block)


@pytest.mark.parametrize(("number", "words"), list(enumerate(ENTRIES.values())), ids=list(ENTRIES))
def test_complete_entry_gives_question_and_bad_state(made: Built, number: int, words: tuple[str, str]) -> None:
    question = next(each for each in made.ocil.questions if f"-entry_{number}_" in each.id)
    clause, text = words
    assert clause in question.text and text in question.text


def test_what_the_macros_say_is_valid(tmp_path: Path, schemas: Path) -> None:
    build(BuildOptions("tiny", str(project(tmp_path, sources())), str(tmp_path / "out"), guides=False), NOW)
    assert validate([str(tmp_path / "out/tiny/ex-tiny-ds.xml")], str(schemas), {}).problems == ()


def test_audit_entry_leaves_the_clause_to_the_rule(tmp_path: Path) -> None:
    entry = '\nocil_clause: chmod goes unseen\n\n{{{ complete_ocil_entry_audit_syscall(syscall="chmod") }}}\n'
    made = built(tmp_path, {f"{CONTENT}/files/audit/rule.yml": TEXT.format("audit", "d") + entry})
    assert any("grep chmod" in each.text and "chmod goes unseen" in each.text for each in made.ocil.questions)


def test_no_two_files_have_a_macro_of_one_name() -> None:
    found = Counter(
        name
        for path in (REPOSITORY / "templates" / "macros").glob("*.jinja")
        for name in re.findall(r"\{\{%-? macro (\w+)", path.read_text(encoding="utf-8"))
    )
    assert [name for name, count in found.items() if count > 1] == []
