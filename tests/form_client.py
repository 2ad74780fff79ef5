"""A client of the form's server that can send anything."""

import json
from contextlib import closing
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from questioned import Served


class Answer(NamedTuple):
    """What the server said."""

    status: int
    headers: Message
    body: bytes


class Asking(NamedTuple):
    """A browser's way in: where the server is, and what it was given."""

    host: str
    home: str
    cookie: str
    secret: str
    folder: Path

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str | None) -> Answer:
        """A request as the page makes it, with other headers; one that is None is left out."""
        usual = {"Host": self.host, "Cookie": self.cookie}
        if method == "POST":
            usual |= {
                "Origin": f"http://{self.host}",
                "X-Scapkit-Secret": self.secret,
                "Content-Type": "application/json",
                "Content-Length": str(len(body or b"")),
            }
        usual |= {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
        left_out = {name.replace("_", "-") for name, value in headers.items() if value is None}
        with closing(HTTPConnection(self.host, timeout=20)) as connection:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in usual.items():
                if name not in left_out:
                    connection.putheader(name, value)
            connection.endheaders()
            if body:
                connection.send(body)
            found = connection.getresponse()
            return Answer(found.status, found.headers, found.read())

    def save(self, **more: object) -> dict[str, object]:
        """What came of an answer that is posted."""
        state = json.loads(self.ask("GET", f"{self.home}states").body)["states"][str(more.get("key", "q1"))]
        fields = {"key": "q1", "action": "answer", "answer": "no", "who": "Ann", "revision": state["revision"], **more}
        answer = self.ask("POST", f"{self.home}answer", json.dumps(fields).encode())
        assert answer.status == 200
        found: dict[str, object] = json.loads(answer.body)
        return found


def enter(form: Served, folder: Path) -> Asking:
    parts = urlsplit(form.address)
    asking = Asking(parts.netloc, "", "", "", folder)
    came = asking.ask("GET", parts.path, Cookie=None)
    assert came.status == 303
    given = came.headers["Set-Cookie"]
    assert "HttpOnly" in given
    assert "SameSite=Strict" in given
    assert f"Path={came.headers['Location']}" in given
    asking = asking._replace(home=came.headers["Location"], cookie=given.partition(";")[0])
    page = asking.ask("GET", asking.home).body.decode()
    data = page.partition('id="data">')[2].partition("</script>")[0]
    return asking._replace(secret=json.loads(data)["secret"])
