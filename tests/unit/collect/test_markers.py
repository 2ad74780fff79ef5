"""What content says itself must be collected."""

from hashlib import sha256

from scapkit.collect.markers import marked_needs, noted_needs
from scapkit.collect.need import Need


def code(name: str, text: str, identifier: str = "") -> str:
    return f'<code class="{name}" id="{identifier}">{text}</code>'


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def needs(markup: str) -> list[Need]:
    return list(marked_needs(markup, "a_rule"))


def test_a_path_its_filter_and_where_it_goes_belong_together_by_their_ids() -> None:
    one, two = digest("/api/v1/pods.items"), digest("/api/v1/nodes")
    markup = (
        "<p>Take</p><ul><li>"
        + code("ocp-api-endpoint", "/api/v1/pods", one)
        + code("ocp-api-filter", ".items", f"filter-{one}")
        + f'<code class="ocp-dump-location" id="dump-{one}"><xccdf:sub idref="xccdf_x_value_root"/>/api/v1/pods#{one}</code>'
        + "</li><li>" + code("ocp-api-endpoint", "/api/v1/nodes", two) + "</li></ul>"
    )  # fmt: skip
    rules = ("a_rule",)
    assert needs(markup) == [
        Need("kubernetes", "/api/v1/pods", ".items", rules=rules), Need("kubernetes", "/api/v1/nodes", rules=rules)
    ]  # fmt: skip


def test_an_answer_that_goes_elsewhere_says_where() -> None:
    markup = (
        code("ocp-api-endpoint", "{{.path}}", "h") + code("ocp-api-filter", "{{.jq}}", "filter-h")
        + code("ocp-dump-location", "/ocp/version", "dump-h")
    )  # fmt: skip
    assert [need.arguments for need in needs(markup)] == [(("dump", "/ocp/version"),)]


def test_the_configuration_of_kubelets_is_asked_for_without_its_quotes() -> None:
    markup = code("ocp-api-endpoint-kubeletconfig", '"/api/v1/nodes/NODE_NAME/proxy/configz"')
    assert [need.key for need in needs(markup)] == ["/api/v1/nodes/NODE_NAME/proxy/configz"]


def test_aws_calls_and_files_have_classes_of_their_own() -> None:
    markup = (
        code("aws-api-call", "eks:DescribeCluster", "h") + code("aws-api-filter", ".cluster &lt; 1", "filter-h")
        + code("node-glob", "/etc/*") + code("node-fact", "unix:uname") + code("node-file", "/etc/a&amp;b") + code("other", "/etc/passwd") + code("node-file", "")
    )  # fmt: skip
    found = [need[:3] for need in needs(markup)]
    assert found == [
        ("aws", "eks:DescribeCluster", ".cluster < 1"),
        ("glob", "/etc/*", ""),
        ("fact", "unix:uname", ""),
        ("file", "/etc/a&b", ""),
    ]


def test_prose_that_marks_nothing_or_is_no_markup_says_nothing() -> None:
    assert needs("<p>Take care.</p>") == []
    assert needs('<code class="node-file">/etc/passwd') == []


def test_notes_of_a_platform_say_the_same() -> None:
    notes = ("ocp-api-endpoint /version", "ocp-api-filter .major", "node-file /etc/os-release", "made for people")
    assert [need[:3] for need in noted_needs(notes, "cpe:/a:x")] == [
        ("kubernetes", "/version", ".major"), ("file", "/etc/os-release", "")
    ]  # fmt: skip
    assert list(noted_needs((), "cpe:/a:x")) == []
