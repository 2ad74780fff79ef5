"""One API path, whole: an object as the server sent it, a list from all its pages."""

from collections.abc import Callable, Iterator

from scapkit.collect.kubernetes.connection import Answer
from scapkit.collect.kubernetes.outcomes import Cut, Outcome, outcome_of
from scapkit.collect.kubernetes.pages import Page, joined, read_page
from scapkit.collect.kubernetes.paths import CONFIGZ, accept, is_list, is_secret, page_path
from scapkit.collect.kubernetes.patience import Patience, persist
from scapkit.collect.kubernetes.secrets import without_values

MAX_LIST = 1 << 30
KUBELET_ATTEMPTS, KUBELET_SECONDS = 3, 60.0
Ask = Callable[[str, str], Answer]
"""Gives the answer to a path, asked for with a media type."""


def pieces(ask: Ask, path: str, limit: int, patience: Patience) -> Iterator[bytes]:
    """The answer to a path as bytes. Raises Cut, at any time, where it cannot be had or not to its end."""
    body, page = _page(ask, path, limit, "", patience)
    if not page.token and not is_secret(path):
        yield body
        return
    del body
    size = 0
    for piece in joined(_pages(ask, path, limit, page, patience)):
        size += len(piece)
        if size > MAX_LIST:
            raise Cut(Outcome("truncated", "200", f"more than {MAX_LIST >> 30} GiB"), Answer(200))
        yield piece


def _pages(ask: Ask, path: str, limit: int, page: Page, patience: Patience) -> Iterator[Page]:
    seen: set[str] = set()
    count = 0
    while True:
        yield page
        count += len(page.items or ())
        if not page.token:
            return
        if page.token in seen:
            raise Cut(Outcome("truncated", "200", "the server gives the same page again and again"), Answer(200))
        seen.add(page.token)
        try:
            _, page = _page(ask, path, limit, page.token, patience)
        except Cut as cut:
            status, code, message = cut.outcome
            text = f"after {count} items: {message or status}"
            raise Cut(Outcome("truncated", code, text), cut.answer) from None


def _page(ask: Ask, path: str, limit: int, token: str, patience: Patience) -> tuple[bytes, Page]:
    answer = persist(lambda: ask(page_path(path, limit, token), accept(path)), _patience(path, patience))
    outcome = outcome_of(answer)
    if answer.code == 404 and CONFIGZ.fullmatch(path):
        # a kubelet that does not tell its configuration has one all the same
        outcome = outcome._replace(status="error")
    if outcome.status != "collected":
        raise Cut(outcome, answer)
    try:
        page = read_page(answer.body)
    except (ValueError, RecursionError):
        raise Cut(Outcome("error", "200", "the answer is no JSON object"), answer) from None
    if is_list(path) and page.items is None:
        raise Cut(Outcome("error", "200", "the answer is no list"), answer)
    return answer.body, without_values(page) if is_secret(path) else page


def _patience(path: str, patience: Patience) -> Patience:
    """Less for a kubelet: where one does not answer, a hundred behind the same broken network may not."""
    if not CONFIGZ.fullmatch(path):
        return patience
    attempts, seconds = min(patience.attempts, KUBELET_ATTEMPTS), min(patience.seconds, KUBELET_SECONDS)
    return patience._replace(attempts=attempts, seconds=seconds)
