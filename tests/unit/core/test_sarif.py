"""What SARIF logs of lint and reports share."""

import pytest

from scapkit.sarif import artifact, message, name, tool, uri


@pytest.mark.parametrize(
    ("path", "want"),
    [
        ("files/etc/a b.conf", "files/etc/a%20b.conf"),
        ("/etc/passwd", "etc/passwd"),
        ("../../etc/passwd", "etc/passwd"),
        ("a/../../b", "b"),
        ("", "."),
        ("a:b?c#d", "a%3Ab%3Fc%23d"),
        ("\udc80é", "%3F%C3%A9"),
    ],
)
def test_a_path_is_a_uri_that_leads_nowhere_else(path: str, want: str) -> None:
    assert artifact(path, "BASE") == {"uri": want, "uriBaseId": "BASE"}


@pytest.mark.parametrize(
    ("address", "want"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("https://a.example/{x} é", "https://a.example/%7Bx%7D%20%C3%A9"),
        ("https://[bad", ""),
        ("no address", ""),
    ],
)
def test_an_address_is_a_uri_or_none(address: str, want: str) -> None:
    assert uri(address) == want


def test_a_message_holds_no_link_and_no_place_to_fill() -> None:
    assert message("see [here](https://x.example) {0} {a}") == {
        "text": "see [here]\u200b(https://x.example) {\u200b0} {a}"
    }


def test_names_are_made_of_words() -> None:
    assert name("wrong-cce_digit.x") == "WrongCceDigitX"


def test_a_tool_without_rules_names_none() -> None:
    assert "rules" not in tool()["driver"]
    assert tool([{"id": "a"}])["driver"]["rules"] == [{"id": "a"}]
