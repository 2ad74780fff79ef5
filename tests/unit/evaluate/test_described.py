"""Who was judged, as the evidence tells it: in TestResults, ARF and system characteristics."""

import json
from pathlib import Path

from judged import NOW, judge, policy, rule

from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.evaluate.described import described
from scapkit.model.dump import Asset, Interface, Manifest, Requirement
from scapkit.model.oval import Generator
from scapkit.names import AI, OVAL_SC
from scapkit.oval.evidence import Evidence
from scapkit.xmlio.emit import add, root, to_bytes
from scapkit.xmlio.parse import parse
from scapkit.xmlio.read.syschar import read_syschar
from scapkit.xmlio.validate import schema_problems
from scapkit.xmlio.write.asset import write_asset
from scapkit.xmlio.write.syschar import write_syschar

RELEASE = '# a comment\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nBROKEN\nID=debian\n'
INTERFACES = (
    Interface("eth0", "192.0.2.7", "52:54:00:12:34:56"),
    Interface("eth0", "2001:db8::7", "52:54:00:12:34:56"),
    Interface("lo", "127.0.0.1"),
)


def tree(folder: Path, **files: str) -> Evidence:
    (folder / "etc").mkdir()
    for name, text in files.items():
        (folder / "etc" / name.replace("_", "-")).write_text(text, encoding="utf-8")
    return Evidence(open_dump(str(folder)))


def dump(folder: Path, asset: Asset, **facts: list[dict[str, str]]) -> Evidence:
    files = {f"facts/{kind}.jsonl": "\n".join(map(json.dumps, lines)).encode() for kind, lines in facts.items()}
    asked = [Requirement("fact", kind.replace("_", ":", 1), "collected", path=f"facts/{kind}.jsonl") for kind in facts]
    write_dump(folder / "dump", Manifest(asset, tuple(asked)), files, ())
    return Evidence(open_dump(str(folder / "dump")))


def test_a_tree_tells_its_system_and_host_name(tmp_path: Path) -> None:
    found = described(tree(tmp_path, os_release=RELEASE, hostname="# old\nbox.example.org\n"))
    assert dict(found.facts) == {
        "os_name": "Debian GNU/Linux",
        "os_version": "12",
        "host_name": "box.example.org",
    }


def test_a_tree_without_these_files_tells_nothing(tmp_path: Path) -> None:
    assert described(tree(tmp_path)).facts == ()
    assert described(Evidence(open_dump(str(tmp_path)))).interfaces == ()


def test_the_collector_s_word_goes_before_that_of_files(tmp_path: Path) -> None:
    uname = {"os_name": "Linux", "os_release": "6.1", "machine_class": "x86_64", "node_name": "node-1"}
    ethernet = {"name": "eth0", "inet_addr": "192.0.2.7", "hardware_addr": "52:54:00:12:34:56"}
    evidence = dump(
        tmp_path, Asset("n", facts=(("os_name", "Bottlerocket"),)), unix_uname=[uname], unix_interface=[ethernet]
    )
    found = described(evidence)
    assert dict(found.facts) == {
        "os_name": "Bottlerocket",
        "os_version": "6.1",
        "architecture": "x86_64",
        "host_name": "node-1",
    }
    assert found.interfaces == (Interface("eth0", "192.0.2.7", "52:54:00:12:34:56"),)
    assert found.addresses == ("192.0.2.7",)


def test_results_name_the_asset_by_the_standard_s_facts(tmp_path: Path) -> None:
    tree(tmp_path, hostname="box.example.org\n")
    facts = {name: value for name, _, value in judge(policy(rule("a")), tmp_path).test_result.target_facts}
    prefix = "urn:xccdf:fact:asset:identifier:"
    assert facts[f"{prefix}host_name"] == facts[f"{prefix}fqdn"] == "box.example.org"


def test_system_characteristics_say_what_is_known_and_read_back_the_same(schemas: Path) -> None:
    facts = (("os_name", "Debian"), ("architecture", "x86_64"))
    asset = Asset("box", addresses=("192.0.2.7", "2001:db8::7", "127.0.0.1"), facts=facts, interfaces=INTERFACES)
    element = write_syschar((), {}, asset, Generator(schema_version="5.11.3", timestamp=NOW.removesuffix("Z")))
    read = parse(to_bytes(element), "sc.xml")
    assert schema_problems(read, "sc.xml", schemas) == []
    info = {each.tag.rpartition("}")[2]: each.text for each in read.find(f"{{{OVAL_SC}}}system_info")}  # type: ignore
    assert (info["os_version"], info["architecture"]) == ("unknown", "x86_64")
    assert read.find(f".//{{{OVAL_SC}}}mac_address").text == "52-54-00-12-34-56"  # type: ignore[union-attr]
    assert read_syschar(read, "sc.xml").asset == asset


def test_an_asset_has_its_names_and_interfaces(schemas: Path) -> None:
    holder = root(AI, "assets", ("ai",))
    facts = (("host_name", "box.example.org"),)
    bad = Interface("x", "not an address", "nor this")
    asset = Asset("copy of a disk", addresses=("198.51.100.1",), facts=facts, interfaces=(*INTERFACES, bad))
    write_asset(add(holder, AI, "asset", id="a"), asset)
    written = parse(to_bytes(holder), "a.xml")
    assert schema_problems(written, "a.xml", schemas) == []
    texts = [(str(each.tag).rpartition("}")[2], each.text) for each in written.iter() if len(each) == 0]
    assert texts == [
        ("synthetic-id", None),
        ("ip-v4", "192.0.2.7"),
        ("mac-address", "52:54:00:12:34:56"),
        ("ip-v6", "2001:0db8:0000:0000:0000:0000:0000:0007"),
        ("mac-address", "52:54:00:12:34:56"),
        ("ip-v4", "127.0.0.1"),
        ("ip-v4", "198.51.100.1"),
        ("fqdn", "box.example.org"),
        ("hostname", "box.example.org"),
    ]
