"""What keeps a collection from AWS from starting: one problem, nothing written."""

import subprocess
import sys
from pathlib import Path

import pytest

from aws_accounts import REGION
from aws_collected import job, signed
from scapkit.collect.aws.collect import collect
from scapkit.collect.aws.options import Options
from scapkit.problem import Invalid

WITHOUT_BOTO3 = """
import sys
sys.modules["boto3"] = None
from scapkit.collect.aws.options import Options
from scapkit.collect.aws.sessions import open_session
from scapkit.problem import Invalid
try:
    open_session(Options("shop"))
except Invalid as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (Options("../shop", REGION), "bad-cluster-name: '../shop'"),
        (Options("", REGION), "bad-cluster-name: ''"),
        (Options("shop", REGION, endpoint_url="ftp://localhost"), "bad-endpoint"),
        (Options("shop", REGION, endpoint_url="http://user:pass@localhost"), "bad-endpoint"),
        (Options("shop", REGION, endpoint_url="http://localhost:x"), "bad-endpoint"),
        (Options("shop"), "no-region"),
        (Options("shop", "not a region"), "aws-failed"),
        (Options("shop", REGION, "nobody"), r"aws-failed: The config profile \(nobody\) could not be found"),
        (Options("shop", REGION, endpoint_url="http://127.0.0.1:9", attempts=1), "aws-failed: EndpointConnectionError"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_written(
    options: Options, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(monkeypatch)
    with pytest.raises(Invalid, match=told) as caught:
        collect(options, job(tmp_path))
    assert len(caught.value.problems) == 1
    assert not list(tmp_path.iterdir())


def test_somebody_without_credentials_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed(monkeypatch)
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(Invalid, match="aws-failed: NoCredentialsError: Unable to locate credentials"):
        collect(Options("shop", REGION, endpoint_url="http://127.0.0.1:9"), job(tmp_path))


def test_without_boto3_the_package_to_install_is_named() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_BOTO3], capture_output=True, text=True, check=True)
    assert done.stdout == (
        "AWS: missing-package: boto3 is needed to ask the AWS API (pip install 'scapkit[collect]')\n"
    )


def test_boto3_is_not_loaded_before_it_is_needed() -> None:
    script = "import sys, scapkit.collect.aws.collect, scapkit.collect.collectors.aws; print('boto3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
