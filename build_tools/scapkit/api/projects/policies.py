"""Tables and documents of a project's policies."""

from scapkit.api.contents.table_options import POLICIES, SHEETS, TableOptions
from scapkit.api.contents.targets import is_product
from scapkit.api.files.naming import named
from scapkit.api.projects.building import BuildOptions, source_folder
from scapkit.authoring.comparisons import read_comparisons
from scapkit.authoring.read import read_project
from scapkit.problem import invalid
from scapkit.report.contents.policy import policy_views, render_policies
from scapkit.report.protocol import PolicyTable, SheetFormat

DOCUMENT = "policy"


def policy_table(options: TableOptions) -> bytes:
    """A table of a product's policies, or with the kind `policy` the policies as an HTML document.

    Raises Invalid: unknown-product, unknown-policy, no-policy, unknown-format.
    """
    if options.kind == DOCUMENT and options.format not in ("", "html"):
        raise invalid("--format", "unknown-format", "a policy document is written as html only")
    if not is_product(options.content):
        raise invalid(options.content, "not-a-product", "policies are in projects; name a product", hint="see --source")
    project = read_project(source_folder(BuildOptions(options.content, options.source)), options.content)
    views = policy_views(project, options.policy, read_comparisons(project))
    if options.kind == DOCUMENT:
        return render_policies(views)
    kind: PolicyTable = named(POLICIES, "POLICY_TABLE", options.kind, "kind")
    sheet_format: SheetFormat = named(SHEETS, "SHEET_FORMAT", options.format or "text", "format")
    return sheet_format.render(kind.make(views))
