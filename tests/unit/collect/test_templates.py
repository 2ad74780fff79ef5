"""API paths and filters with variables, as Go's text/template fills them (its package documentation)."""

import pytest

from scapkit.collect.templates import render

VALUES = {"ns": "kube-system", "empty": "", "name": "web", "one": "1"}


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ("/api/v1/pods", "/api/v1/pods"),
        ("/api/v1/namespaces/{{.ns}}/configmaps/{{ .name }}", "/api/v1/namespaces/kube-system/configmaps/web"),
        ("/a/{{.nobody}}", "/a/"),
        ('{{if eq .name "web"}}a{{else}}b{{end}}', "a"),
        ('{{if ne .name "web"}}a{{else}}b{{end}}', "b"),
        ('{{if eq .name "db"}}a{{end}}', ""),
        ('{{if eq .name "db" "web"}}a{{end}}', "a"),
        ("{{if eq .name `web`}}a{{end}}", "a"),
        ('{{if .empty}}a{{else if eq .one "1"}}b{{else}}c{{end}}', "b"),
        ('{{if .empty}}a{{else if eq .one "2"}}b{{else}}c{{end}}', "c"),
        ('{{if and .name (not (eq .ns "default"))}}a{{end}}', "a"),
        ("{{if or .empty .nobody}}a{{else}}b{{end}}", "b"),
        ("{{or .empty .name}}/{{and .empty .name}}", "web/"),
        ('{{eq .one "1"}}', "true"),
        ("{{if .name}}{{if .empty}}a{{else}}{{.ns}}{{end}}-x{{end}}", "kube-system-x"),
        ("a {{- /* said aside */ -}} b", "ab"),
        ("a  {{- .name -}}  b", "awebb"),
        ('{{if eq .name "a}}b"}}x{{else}}y{{end}}', "y"),
        ('.data."{{.name}}" | fromjson', '.data."web" | fromjson'),
        ('{{"a\\"\\tb"}}', 'a"\tb'),
        ('[.items[] | select(.a == {"b": {}})]', '[.items[] | select(.a == {"b": {}})]'),
    ],
)
def test_a_template_is_filled(template: str, wanted: str) -> None:
    assert render(template, VALUES) == wanted


@pytest.mark.parametrize(
    "template",
    [
        "{{.name",
        "{{}}",
        "{{if .name}}a",
        "{{if .name}}a{{else}}b",
        "{{if .name}}a{{else}}b{{else}}c{{end}}",
        "{{end}}",
        "{{else}}",
        "{{if}}a{{end}}",
        "{{range .name}}a{{end}}",
        "{{.name | printf}}",
        "{{name}}",
        "{{not}}",
        "{{eq .a}}",
        "{{eq (.a .b}}",
        "{{ne .a .b .c}}",
        "{{.a.b}}",
        "{{ -a%20always }}",
        "{{if .a}}" * 60 + "{{end}}" * 60,
        "{{" + "(" * 60 + ".a" + ")" * 60 + "}}",
    ],
)
def test_what_is_no_template_of_this_kind_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        render(template, VALUES)
