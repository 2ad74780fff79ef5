"""The benchmark and the CPE dictionary from the parts that the earlier stages made."""

from scapkit.authoring.project import PlatformSource, Product, Project
from scapkit.authoring.prose import plain_text
from scapkit.build.collect import collection_notes
from scapkit.build.draft import Draft
from scapkit.build.exports import with_checks
from scapkit.build.items import Composing, make_group
from scapkit.build.ocil import make_ocil
from scapkit.model.cpe import CpeItem, CpeList
from scapkit.model.xccdf import Benchmark, Group, Notice, Reference, Status
from scapkit.names import OVAL_SYSTEM, oval_id
from scapkit.problem import Problem, Problems

SCORING = ("urn:xccdf:scoring:default",)


def compose(draft: Draft) -> tuple[Draft, Problems]:
    """Fill in the benchmark and the questionnaires."""
    problems: list[Problem] = []
    to = Composing(draft.project, problems)
    rules = {name: with_checks(draft, unit, problems) for name, unit in draft.units.items()}
    groups = tuple(make_group(to, group, rules) for group in draft.project.groups)
    return draft._replace(benchmark=_benchmark(draft, to, groups), ocil=make_ocil(draft)), tuple(problems)


def _benchmark(draft: Draft, to: Composing, groups: tuple[Group, ...]) -> Benchmark:
    project = draft.project
    product, text = project.product, project.benchmark
    return Benchmark(
        id=to.id("benchmark", product.benchmark_id),
        version=text.version or product.version,
        titles=(plain_text(text.title),),
        descriptions=(to.prose(text.description),),
        status=(Status(text.status, text.status_date or draft.now[:10]),),
        notices=(Notice(text.notice_id, to.prose(text.notice)),) if text.notice else (),
        front_matter=(to.prose(text.front_matter),) if text.front_matter else (),
        rear_matter=(to.prose(text.rear_matter),) if text.rear_matter else (),
        references=_classes(product),
        platform_specification=draft.applicability.specification,
        platforms=to.platforms(product.platforms),
        metadata=product.metadata,
        models=SCORING,
        profiles=draft.profiles,
        children=groups,
        version_time=draft.now,
        version_update=product.update,
        style="SCAP_1.3",
        resolved=True,
        lang="en-US",
    )


def _classes(product: Product) -> tuple[Reference, ...]:
    """The classes of the rules' references: a class's name at the address that all references of the class have."""
    return tuple(Reference(uri, name) for name, uri in product.reference_uris.items())


def make_cpe_list(draft: Draft) -> CpeList:
    """The dictionary of the platforms that are used, in order of their names."""
    items = [_item(draft.project, each, draft.hrefs.cpe_oval) for each in draft.applicability.used.values()]
    return CpeList(tuple(sorted(items)), draft.hrefs.cpe_dictionary, draft.now)


def _item(project: Project, platform: PlatformSource, href: str) -> CpeItem:
    check_id = oval_id(project.product.check_namespace, platform.check_id.text, "def")
    return CpeItem(platform.name, platform.title, OVAL_SYSTEM, href, check_id, collection_notes(platform.collect))
