"""What `scapkit build eks` writes is what oscap, the schemas and the Schematron accept."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import xmlschema

from scapkit.api import BuildOptions, build, validate
from scapkit.api.contents.guides import guides
from shared import NOW, REPOSITORY, Run

PARTS = ("ds", "xccdf", "oval", "ocil", "cpe-dictionary", "cpe-oval")


def test_everything_is_written(eks: Path) -> None:
    names = {path.name for path in eks.iterdir()}
    assert names == {
        *(f"ssg-eks-{part}.xml" for part in PARTS),
        "manifest.json",
        "ssg-eks-guide-cis.html",
        "ssg-eks-guide-cis-node.html",
        "ssg-eks-guide-cis-1.8.html",
        "ssg-eks-guide-cis-1.8-node.html",
        "ssg-eks-guide-index.html",
    }


def test_every_document_is_valid(eks: Path, schemas: Path) -> None:
    files = [str(eks / f"ssg-eks-{part}.xml") for part in PARTS]
    validated = validate(files, str(schemas), {})
    assert validated.problems == ()
    assert validated.schemas_found


@pytest.mark.parametrize(
    ("part", "schema"),
    [
        ("xccdf", "xccdf/1.2/xccdf_1.2.xsd"),
        ("ocil", "ocil/2.0/ocil-2.0.xsd"),
        ("cpe-dictionary", "cpe/2.3/cpe-dictionary_2.3.xsd"),
    ],
)
def test_another_validator_agrees(schemas: Path, eks: Path, part: str, schema: str) -> None:
    validator = xmlschema.XMLSchema(str(schemas / schema), allow="local")
    assert [each.reason for each in validator.iter_errors(str(eks / f"ssg-eks-{part}.xml"))] == []


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("ds", "sds-validate"), "ds"),
        (("xccdf", "validate", "--skip-schematron"), "ds"),
        (("xccdf", "validate"), "xccdf"),
        (("oval", "validate"), "oval"),
        (("oval", "validate"), "cpe-oval"),
        (("cpe", "validate"), "cpe-dictionary"),
    ],
)
def test_oscap_validates_what_is_built(oscap: str, eks: Path, words: tuple[str, ...], part: str) -> None:
    done = subprocess.run([oscap, *words, eks / f"ssg-eks-{part}.xml"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_schematron_has_nothing_to_say(xsltproc: str, schemas: Path, eks: Path) -> None:
    sheet = schemas / "sds" / "1.3" / "source-data-stream-1.3.xsl"
    done = subprocess.run([xsltproc, sheet, eks / "ssg-eks-ds.xml"], capture_output=True, text=True, check=True)
    assert done.stdout.replace('<?xml version="1.0"?>', "").strip() == ""


def test_oscap_lists_the_profiles(oscap: str, eks: Path) -> None:
    done = subprocess.run(
        [oscap, "info", "--profiles", eks / "ssg-eks-ds.xml"], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [
        "xccdf_org.ssgproject.content_profile_cis:CIS Amazon Elastic Kubernetes Service Benchmark - Platform",
        "xccdf_org.ssgproject.content_profile_cis-1.8:CIS Amazon Elastic Kubernetes Service Benchmark 1.8.0 - Platform",
        "xccdf_org.ssgproject.content_profile_cis-1.8-node:"
        "CIS Amazon Elastic Kubernetes Service (EKS) Benchmark 1.8.0 - Node",
        "xccdf_org.ssgproject.content_profile_cis-node:CIS Amazon Elastic Kubernetes Service (EKS) Benchmark - Node",
    ]


def test_the_same_source_gives_the_same_bytes_anywhere(tmp_path: Path, eks: Path) -> None:
    copy = tmp_path / "elsewhere"
    for folder in ("content", "profiles", "templates"):
        shutil.copytree(REPOSITORY / folder, copy / folder)
    build(BuildOptions("eks", str(copy), str(tmp_path / "out")), NOW)
    for path in eks.iterdir():
        assert (tmp_path / "out" / "eks" / path.name).read_bytes() == path.read_bytes(), path.name


def test_source_date_epoch_is_the_time_of_everything(scapkit: Run, tmp_path: Path) -> None:
    done = scapkit("build", "eks", "--no-guides", cwd=tmp_path, SOURCE_DATE_EPOCH="86400", PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "output" / "eks" / "ssg-eks-ds.xml").read_text(encoding="utf-8")
    assert 'timestamp="1970-01-02T00:00:00"' in text
    again = scapkit(
        "build",
        "eks",
        "--no-guides",
        "--output",
        "b",
        cwd=tmp_path,
        SOURCE_DATE_EPOCH="86400",
        PYTHONHASHSEED="2",
        LC_ALL="C",
    )
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "b" / "eks" / "ssg-eks-ds.xml").read_text(encoding="utf-8") == text


def test_the_manifest_names_profiles_rules_and_cces(eks: Path) -> None:
    manifest = json.loads((eks / "manifest.json").read_text(encoding="utf-8"))
    numbers = {name: len(each["rules"]) for name, each in manifest["profiles"].items()}
    assert (numbers["cis"], numbers["cis-node"]) == (17, 15)
    named = {rule for each in manifest["profiles"].values() for rule in each["rules"]}
    assert set(manifest["rules"]) == named
    assert manifest["rules"]["audit_logging"]["cce"] == "CCE-87445-3"


def test_the_collection_contract_has_the_known_hashes(eks: Path) -> None:
    text = (eks / "ssg-eks-xccdf.xml").read_text(encoding="utf-8")
    for known in (
        'class="ocp-api-endpoint" id="7400bb301fff2f7fc7b1b0fb7448b8e3f15222a8d23f992204315b19eeefa72f"',
        'class="ocp-api-endpoint" id="f673748db2dd4e4f0ad55d10ce5e86714c06da02b67ddb392582f71ef81efab2"',
        'id="filter-7400bb301fff2f7fc7b1b0fb7448b8e3f15222a8d23f992204315b19eeefa72f"',
        'id="dump-f673748db2dd4e4f0ad55d10ce5e86714c06da02b67ddb392582f71ef81efab2"',
    ):
        assert known in text


def broken(tmp_path: Path, path: str, old: str, new: str) -> Path:
    """A copy of the project with one change."""
    copy = tmp_path / "project"
    for folder in ("content", "profiles", "templates"):
        shutil.copytree(REPOSITORY / folder, copy / folder)
    file = copy / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


RULE = "content/eks/openshift/kubelet/kubelet_anonymous_auth/rule.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (RULE, "severity: medium", "severty: medium", "unknown-key"),
        (RULE, "severity: medium", "severity: [medium]", "wrong-type"),
        (RULE, "severity: medium", "severity: medium\nseverity: low", "duplicate-key"),
        (RULE, "title: Disable", "title: {{{ nothing }}} Disable", "undefined"),
        (RULE, "name: yamlfile_value", "name: yamlfile_valu", "unknown-template"),
        (RULE, "    filepath:", "    filepth:", "unknown-parameter"),
        (RULE, "  - eks-node", "  - eks-nod", "unknown-platform"),
        (RULE, "<code>kubectl get nodes</code>", "<code>kubectl get nodes</cod>", "malformed-markup"),
        ("profiles/eks/cis.profile", "approved_registries", "aproved_registries", "unknown-rule"),
        ("content/eks/product.yml", "benchmark_id:", "benchmark_id", "malformed-yaml"),
    ],
)
def test_a_mistake_is_told_at_its_line_and_nothing_is_written(
    scapkit: Run, tmp_path: Path, path: str, old: str, new: str, expected: str
) -> None:
    project = broken(tmp_path, path, old, new)
    done = scapkit("build", "eks", "--source", project, "--output", tmp_path / "out")
    assert done.returncode == 1
    assert expected in done.stderr, done.stderr
    assert f"{Path(path).name}:" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_unknown_product_names_those_that_there_are(scapkit: Run) -> None:
    done = scapkit("build", "ek", "--source", REPOSITORY)
    assert done.returncode == 1
    assert "unknown-product" in done.stderr and "eks" in done.stderr


def test_guides_are_those_that_the_datastream_gives(eks: Path, tmp_path: Path) -> None:
    for path in guides(str(eks / "ssg-eks-ds.xml"), str(tmp_path)):
        assert Path(path).read_bytes() == (eks / Path(path).name).read_bytes()
