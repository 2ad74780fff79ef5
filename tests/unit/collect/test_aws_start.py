"""What keeps a collection from AWS from starting: one problem, nothing written."""

import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

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


class _Other(BaseHTTPRequestHandler):
    body = b""

    def do_POST(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<GetCallerIdentityResponse/>", "aws-failed: KeyError: the answer is not one of this API"),
        ("<R><GetCallerIdentityResult/></R>", r"aws-failed: the answer lacks Account or Arn \(is this the AWS API\?\)"),
        ("<html>", "aws-failed: ResponseParserError"),
        ("", "aws-failed: ResponseParserError: the answer is not one of this API"),
    ],
)
def test_a_server_that_does_not_say_whose_account_it_is_is_not_asked_further(
    body: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(monkeypatch)
    monkeypatch.setattr(_Other, "body", body.encode())
    server = HTTPServer(("127.0.0.1", 0), _Other)
    thread = Thread(target=server.handle_request)
    thread.start()
    with server, pytest.raises(Invalid, match=told):
        collect(
            Options("shop", REGION, endpoint_url=f"http://127.0.0.1:{server.server_port}", attempts=1), job(tmp_path)
        )
    thread.join()
