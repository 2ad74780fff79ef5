"""Waivers, from the command line to what oscap makes of the ARF."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reference import ask
from shared import SAMPLES, Run

TIME = "1767323045"  # 2026-01-02T03:04:05Z
ADMINS = "arn:aws:iam::123456789012:role/platform: AmazonEKSClusterAdminPolicy for all of cluster shop-prod"
X = "{http://checklists.nist.gov/xccdf/1.2}"
READER = Path(sys.executable).with_name("oscap-report")


def waiver(rule: str, asset: str = "shop-prod", result: str = "pass", **more: str) -> str:
    keys = {"rule": rule, "asset": asset, "result": result, "authority": "Ann", "reason": "Known.", **more}
    return "".join(f"{'- ' if name == 'rule' else '  '}{name}: {json.dumps(text)}\n" for name, text in keys.items())


def write(folder: Path, *waivers: str) -> Path:
    file = folder / "waivers.yml"
    file.write_text("waivers:\n" + "".join(waivers), encoding="utf-8")
    return file


def test_waivers_lead_to_an_arf_that_oscap_reads(
    scapkit: Run, oscap: str, eks: Path, schemas: Path, tmp_path: Path
) -> None:
    file = write(
        tmp_path,
        waiver("audit_logging", expires="2026-02-01", ticket="SEC-1", granted="2026-01-01"),
        waiver("cluster_access_admins", expires="2026-02-01", findings=ADMINS),
        waiver("audit_log_review", expires="2026-02-01", was="notchecked", result="notapplicable"),
    )
    arf, xccdf, page = (tmp_path / name for name in ("arf.xml", "xccdf.xml", "page.html"))
    judge = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-1.8", "--dump", SAMPLES / "cluster")
    rules = ("--rule", "audit_logging", "--rule", "cluster_access_admins", "--rule", "audit_log_review")
    outputs = ("--arf", arf, "--xccdf-results", xccdf, "--html", page)
    done = scapkit(*judge, *rules, "--waivers", file, *outputs, SOURCE_DATE_EPOCH=TIME)
    assert (done.returncode, done.stderr) == (0, "")
    assert "score 100.00 of 100.00 (default model), 0.00 before waivers" in done.stdout
    assert "does not apply:" not in done.stdout
    assert scapkit(*judge, *rules, SOURCE_DATE_EPOCH=TIME).returncode == 2
    for path in (arf, xccdf):
        checked = scapkit("validate", path, "--schemas", schemas)
        assert checked.returncode == 0, checked.stdout
    found = {each.get("idref"): each for each in etree.parse(xccdf).iter(f"{X}rule-result")}
    result = found["xccdf_org.ssgproject.content_rule_audit_logging"]
    override = result.find(f"{X}override")
    assert override is not None
    assert dict(override.attrib) == {"time": "2026-01-02T03:04:05Z", "authority": "Ann"}
    texts = ["fail", "pass", "Known. [ticket SEC-1, granted 2026-01-01, expires 2026-02-01]"]
    assert [each.text for each in override] == texts
    assert result.findtext(f"{X}result") == "pass"
    score = etree.parse(xccdf).findtext(f".//{X}score")
    assert score == "100.000000"
    assert ask([oscap, "ds", "rds-validate", str(arf)]).returncode == 0
    assert ask([oscap, "xccdf", "validate", "--skip-schematron", str(xccdf)]).returncode == 0
    report = ask([oscap, "xccdf", "generate", "report", str(arf)]).stdout
    assert report.count("This rule has been waived by <strong>Ann</strong>") == 3
    if READER.exists():
        told = ask([READER, arf, "--format", "HTML", "--debug", "NO-MINIFY"], decided=False)
        assert 'rule-id="xccdf_org.ssgproject.content_rule_audit_logging" result="pass"' in told.stdout, told.stderr
    html = page.read_text(encoding="utf-8")
    assert "<s>fail</s> became <b>pass</b> by <bdi>Ann</bdi>" in html
    assert "<br><s>0.0</s> before waivers" in html
    assert "Waived 3" in html


def test_waivers_that_do_not_count_are_listed_on_the_page(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    file = write(
        tmp_path,
        waiver("audit_logging", expires="2026-01-01"),
        waiver("cluster_access_admins", expires="2026-02-01", findings="other"),
    )
    judge = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-1.8", "--dump", SAMPLES / "cluster")
    scapkit(*judge, "--waivers", file, "--html", tmp_path / "page.html", SOURCE_DATE_EPOCH=TIME)
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    listed = html.partition("Waivers that do not count</h2>")[2].partition("</section>")[0]
    assert "<bdi>the waiver by Ann does not count: it expired on 2026-01-01</bdi>" in listed
    assert f"<bdi>the waiver by Ann does not cover {ADMINS}</bdi>" in listed
    assert listed.count("</a>: fail<br>") == 2
    assert 'id="waived"' not in html


def test_of_a_collection_only_the_assets_that_are_meant_are_waived(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        shutil.copytree(SAMPLES / "cluster", tmp_path / "dumps" / name)
        manifest = tmp_path / "dumps" / name / "manifest.json"
        manifest.write_text(manifest.read_text(encoding="utf-8").replace('"shop-prod"', f'"shop-{name}"', 1))
    file = write(
        tmp_path,
        waiver("audit_logging", "shop-one", expires="2026-02-01"),
        waiver("secret_encryption", "shop-*", expires="2026-02-01"),
        waiver("private_nodes", "web-*", expires="2026-02-01"),
        waiver("cluster_access_entries", "*", expires="2026-02-01"),
        waiver("cluster_access_admins", "*", expires="2026-01-01"),
    )
    words = ("--profile", "cis-1.8", "--dump", "dumps/one", "--dump", "dumps/two", "--waivers", file)
    done = scapkit(
        "evaluate", eks / "ssg-eks-ds.xml", *words, "--json", "all.json", cwd=tmp_path, SOURCE_DATE_EPOCH=TIME
    )
    assert done.returncode == 2
    assert [line.partition(": the waiver of ")[2] for line in done.stderr.splitlines()] == [
        "cluster_access_admins by Ann for * does not count: it expired on 2026-01-01",
        "private_nodes for web-* is of no use: no asset has such a name",
        "cluster_access_entries for * is of no use: the rule came to pass",
    ]
    assert "waived:\n  audit_logging on 1 asset: shop-one\n  secret_encryption on all 2 assets\n" in done.stdout
    assert "lowest score before waivers 46.83" in done.stdout
    whole = json.loads((tmp_path / "all.json").read_bytes())
    waived = {each["short_id"]: each["waived"] for each in whole["profiles"][0]["rules"] if each["waived"]}
    assert waived == {"audit_logging": ["shop-one"], "secret_encryption": ["shop-one", "shop-two"]}
    one, two = whole["assets"]
    assert one["scores_before"] == two["scores_before"] != one["scores"]
    (entry,) = (each for each in one["rules"] if each["short_id"] == "audit_logging")
    assert (entry["result"], entry["original_result"], entry["overrides"][0]["authority"]) == ("pass", "fail", "Ann")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (waiver("audit_loging", expires="2026-02-01"), "waivers.yml:2: unknown-rule: no rule audit_loging in the b"),
        (waiver("audit_logging"), "waivers.yml:2: missing-key: a waiver needs expires"),
        (
            waiver("audit_loging", expires="2026-02-01") + waiver("audit_logging"),
            "waivers.yml:2: unknown-rule: no rule audit_loging in the benchmark (did you mean audit_logging?)\n"
            "scapkit: {file}:8: missing-key: a waiver needs expires\n",
        ),
        (waiver("audit_logging", result="good", expires="2026-02-01"), "waivers.yml:4:11: bad-waiver: result: good is"),
    ],
)
def test_a_mistake_in_the_file_stops_everything(scapkit: Run, eks: Path, tmp_path: Path, text: str, told: str) -> None:
    file = write(tmp_path, text)
    judge = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-1.8", "--dump", SAMPLES / "cluster")
    done = scapkit(*judge, "--waivers", file, "--arf", tmp_path / "arf.xml")
    assert done.returncode == 1
    assert told.replace("{file}", str(file)) in done.stderr
    assert not (tmp_path / "arf.xml").exists()
    own = scapkit(*judge, "--waivers", write(tmp_path, ""), "--arf", file)
    assert "output-collision" in own.stderr


def test_definitions_without_a_benchmark_have_no_waivers(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    oval = next(eks.glob("*oval.xml"))
    done = scapkit("evaluate", oval, "--dump", SAMPLES / "cluster", "--waivers", write(tmp_path, ""))
    assert "no-benchmark: --waivers needs a benchmark" in done.stderr


def told(report: Path) -> Any:
    """A JSON report without the evidence."""
    whole = json.loads(report.read_bytes())
    for each in whole["rules"]:
        del each["checks"]
    return whole


def test_results_written_before_are_waived_as_an_evaluation_waives_them(
    scapkit: Run, eks: Path, tmp_path: Path
) -> None:
    file = write(
        tmp_path,
        waiver("audit_logging", expires="2026-02-01"),
        waiver("cluster_access_admins", expires="2026-02-01", findings=ADMINS),
        waiver("secret_encryption", expires="2026-01-01"),
    )
    judge = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-1.8", "--dump", SAMPLES / "cluster")
    scapkit(*judge, "--arf", "plain.xml", cwd=tmp_path, SOURCE_DATE_EPOCH=TIME)
    waive = ("--waivers", file, "--arf", "waived.xml", "--json", "evaluated.json")
    judged = scapkit(*judge, *waive, cwd=tmp_path, SOURCE_DATE_EPOCH=TIME)
    words = ("--format", "json", "--output")
    later = scapkit("report", "plain.xml", *words, "a.json", "--waivers", file, cwd=tmp_path, SOURCE_DATE_EPOCH=TIME)
    again = scapkit("report", "waived.xml", *words, "b.json", cwd=tmp_path)
    assert (later.returncode, later.stderr) == (0, judged.stderr)
    assert again.stderr == ""
    evaluated = told(tmp_path / "evaluated.json")
    assert evaluated["scores_before"][0]["value"] == pytest.approx(46.83, abs=0.01)
    assert sum(bool(each["overrides"]) for each in evaluated["rules"]) == 2
    assert told(tmp_path / "a.json") == evaluated
    assert told(tmp_path / "b.json") == evaluated


def test_an_unknown_rule_stops_a_report_on_results_that_were_written_before(
    scapkit: Run, eks: Path, tmp_path: Path
) -> None:
    judge = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-1.8", "--dump", SAMPLES / "cluster")
    for name in ("one.xml", "two.xml"):
        scapkit(*judge, "--rule", "audit_logging", "--xccdf-results", name, cwd=tmp_path)
    file = write(tmp_path, waiver("audit_loging", expires="2099-02-01"))
    for results in (["one.xml"], ["one.xml", "two.xml"]):
        done = scapkit("report", *results, "--format", "csv", "--output", "all.csv", "--waivers", file, cwd=tmp_path)
        assert done.returncode == 1
        assert "waivers.yml:2: unknown-rule: no rule audit_loging" in done.stderr
        assert not (tmp_path / "all.csv").exists()
    spare = write(tmp_path, waiver("audit_logging", "web", expires="2099-02-01"))
    done = scapkit("report", "one.xml", "two.xml", "--format", "csv", "--waivers", spare, cwd=tmp_path)
    assert done.stderr.count("no asset has such a name") == 1


def test_a_form_that_is_filled_in_covers_all_that_failed(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    judge = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-1.8", "--dump", SAMPLES / "cluster")
    scapkit(*judge, "--report", "waivers=form.yml", cwd=tmp_path)
    text = (tmp_path / "form.yml").read_text(encoding="utf-8")
    for name, given in (("authority", "Ann"), ("reason", "Known."), ("expires", "2099-01-01")):
        text = text.replace(f"  {name}:\n", f"  {name}: {given}\n")
    (tmp_path / "form.yml").write_text(text, encoding="utf-8")
    done = scapkit(*judge, "--waivers", "form.yml", cwd=tmp_path)
    assert "waiver" not in done.stderr
    assert "score 100.00 of 100.00" not in done.stdout
    assert "fail " not in done.stdout.partition("score ")[0]
