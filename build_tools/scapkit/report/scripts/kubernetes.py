"""Kubernetes manifests: every rule's fix as YAML documents of one stream."""

from scapkit.names import short_id
from scapkit.problem import Problems
from scapkit.report.contents.remedies import Remedies, facts, header, one_line, unusable
from scapkit.report.protocol import Script
from scapkit.report.writing.fragments import read_documents

HINT = "To carry it out: kubectl apply -f FILE."


def render(view: Remedies, file: str) -> tuple[bytes, Remedies, Problems]:
    """The stream, UTF-8; a fix that is no YAML is left out with a warning."""
    blocks, problems, bad = [], [], set()
    for remedy in view.remedies:
        text = remedy.text.strip("\n")
        documents, reason = read_documents(text)
        reason = reason or ("" if all(each.id == "mapping" for each in documents) else "is no object of Kubernetes")
        if reason:
            bad.add(remedy.rule.id)
            problems.append(unusable(file, remedy.rule.id, reason))
            continue
        comments = "".join(f"# {line}\n" for line in facts(remedy))
        blocks.append(f"---\n{comments}{text.removeprefix('---').strip(chr(10))}\n")
    view = view.without(frozenset(bad))
    head = "".join(f"{f'# {line}'.rstrip()}\n" for line in header(view, "Kubernetes manifests", HINT))
    tail = "".join(f"# no fix: {one_line(short_id(each))}\n" for each in view.left_out)
    return (head + "".join(blocks) + tail).encode(), view, tuple(problems)


SCRIPT = Script("kubernetes", "urn:xccdf:fix:script:kubernetes", render)
