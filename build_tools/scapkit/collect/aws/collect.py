"""Ask the AWS API about a cluster, round by round, each answer into the dump as it comes."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from scapkit import __version__
from scapkit.collect.answers import values_used
from scapkit.collect.aws.arns import partition
from scapkit.collect.aws.asking import Answer, ask
from scapkit.collect.aws.expand import Gap, Outcome, Request, expand
from scapkit.collect.aws.filters import filters_of
from scapkit.collect.aws.keeping import KIND, Keeping
from scapkit.collect.aws.names import Place, argument, key
from scapkit.collect.aws.options import Options, check
from scapkit.collect.aws.plan import Planned, needed, rounds
from scapkit.collect.aws.sessions import CONCURRENCY, Session, must, open_session
from scapkit.collect.filtering.running import Filtering
from scapkit.collect.need import Need
from scapkit.collect.protocol import Job, Progress
from scapkit.collect.writer import DumpWriter
from scapkit.model.dump import Asset
from scapkit.problem import invalid

COLLECTOR = f"scapkit {__version__} aws"
FILTERING = 2


class _Work(NamedTuple):
    """What is needed for any request; `first` are the answers that were had before there was a dump, by their keys."""

    place: Place
    session: Session
    keeping: Keeping
    first: Mapping[str, Answer]
    outcomes: dict[str, tuple[Outcome, ...]]


def collect(options: Options, job: Job) -> None:
    """Write a dump of the AWS API's answers about a cluster: to the calls that `job.needs` name, or to all.

    Raises Invalid where nothing can be collected: bad-cluster-name, bad-endpoint, missing-package, no-region,
    aws-failed, no-such-cluster, and what the writer raises.
    """
    check(options)
    session = open_session(options)
    identity = ask(session.client("sts"), "GetCallerIdentity", {}, session.secrets)
    caller = must(identity, ("Account", "Arn"))
    place = Place(options.cluster, str(caller["Account"]), partition(str(caller["Arn"])), session.region)
    first = {
        key(place, "sts", "GetCallerIdentity", ()): identity,
        key(place, "eks", "DescribeCluster", (place.cluster,)): _cluster(session, place),
    }
    filters = filters_of(job.needs, job.values)
    writer = DumpWriter(job.output, _asset(place), COLLECTOR, job.now(), job.resume, values_used(job.needs, job.values))
    try:
        with Filtering(FILTERING) as filtering:
            work = _Work(place, session, Keeping(writer, filters, filtering, job.now), first, {})
            _gather(work, _calls(work, job.needs), job.progress)
        writer.finish(job.now())
    finally:
        writer.close()


def _asset(place: Place) -> Asset:
    arn = f"arn:{place.partition}:eks:{place.region}:{place.account}:cluster/{place.cluster}"
    facts = (("account", place.account), ("arn", arn), ("region", place.region))
    return Asset(place.cluster, "eks-cluster", facts=facts)


def _cluster(session: Session, place: Place) -> Answer:
    """What is known of the cluster. That it is not there is the user's mistake, and no evidence."""
    answer = ask(session.client("eks"), "DescribeCluster", {"name": place.cluster}, session.secrets)
    if answer.status == "not-found":
        message = f"account {place.account} has no cluster {place.cluster} in {place.region}"
        hint = f"aws eks list-clusters --region {place.region}"
        raise invalid("AWS eks", "no-such-cluster", message, hint=hint)
    return answer


def _calls(work: _Work, needs: tuple[Need, ...]) -> dict[str, Planned]:
    """The calls that are needed, by name; what nobody knows how to ask is noted in the dump."""
    asked = {need.key for need in needs if need.kind == KIND}
    calls = needed(asked if needs else None)
    for name in sorted(asked - calls.keys()):
        service, _, operation = name.partition(":")
        where = key(work.place, argument(service), argument(operation), ())
        work.keeping.gap(name, Gap(where, "skipped", "scapkit makes no such call", {}))
    return calls


def _gather(work: _Work, calls: dict[str, Planned], progress: Progress) -> None:
    done = 0
    with ThreadPoolExecutor(CONCURRENCY) as pool:
        try:
            for each in rounds(calls):
                requests = [request for planned in each for request in _requests(work, planned)]
                clients = {planned.service.name: work.session.client(planned.service.name) for planned in each}
                answered = pool.map(lambda request, clients=clients: _answered(work, clients, request), requests)
                for number, (request, outcome) in enumerate(zip(requests, answered, strict=True), 1):
                    work.outcomes[request.call.key] += (outcome,)
                    progress(done + number, done + len(requests), request.key)
                done += len(requests)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _requests(work: _Work, planned: Planned) -> tuple[Request, ...]:
    """The requests of a call; its gaps are outcomes already."""
    requests, gaps = expand(planned, work.place, work.outcomes)
    work.keeping.settled(requests)
    for gap in gaps:
        work.keeping.gap(planned.key, gap)
    work.outcomes[planned.key] = tuple(Outcome(gap.status, gap.variables, reason=gap.message) for gap in gaps)
    return requests


def _answered(work: _Work, clients: Mapping[str, Any], request: Request) -> Outcome:
    """What came of a request, from the dump where an earlier run has it, else from the API."""
    kept = work.keeping.earlier(request)
    if kept is None:
        client = clients[request.call.service.name]
        answer = work.first.get(request.key) or ask(
            client, request.call.call.operation, request.arguments, work.session.secrets
        )
        kept = work.keeping.answer(request, answer)
    return kept
