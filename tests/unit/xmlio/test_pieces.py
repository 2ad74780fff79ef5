"""Documents from pieces are those that are written in one go, and a piece is made once while its thing stays the same."""

from collections.abc import Callable

from scapkit.memo import Memo, afresh
from scapkit.model.xccdf import Benchmark, Group, Rule, Text
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.write.xccdf import benchmark_document, write_benchmark

RULES = tuple(
    Rule(f"xccdf_t_rule_{name}", titles=(Text(name),), descriptions=(Text(f"<p>{name} &amp; <b>b</b></p>"),))
    for name in "abc"
)
INNER = Group("xccdf_t_group_inner", titles=(Text("inner"),), children=RULES[1:])
BENCHMARK = Benchmark("xccdf_t_benchmark_b", "1", children=(Group("xccdf_t_group_g", children=(INNER, RULES[0])),))


def remembering() -> tuple[Memo, list[str]]:
    known: list[tuple[object, bytes]] = []
    made: list[str] = []

    def memo(owner: str, thing: object, make: Callable[[], bytes]) -> bytes:
        found = next((data for each, data in known if each == thing), None)
        if found is None:
            found = make()
            made.append(owner)
            known.append((thing, found))
        return found

    return memo, made


def test_a_document_from_pieces_is_the_document() -> None:
    assert benchmark_document(BENCHMARK, afresh) == to_bytes(write_benchmark(BENCHMARK))


def test_only_what_changed_is_written_again() -> None:
    memo, made = remembering()
    benchmark_document(BENCHMARK, memo)
    assert made == ["b", "c", "a"]
    changed = INNER._replace(children=(RULES[1]._replace(severity="high"), RULES[2]))
    benchmark = BENCHMARK._replace(children=(Group("xccdf_t_group_g", children=(changed, RULES[0])),))
    assert benchmark_document(benchmark, memo) == to_bytes(write_benchmark(benchmark))
    assert made == ["b", "c", "a", "b"]


def test_a_rule_that_moves_to_another_depth_is_indented_for_it() -> None:
    memo, _ = remembering()
    benchmark_document(BENCHMARK, memo)
    flat = BENCHMARK._replace(children=RULES)
    assert benchmark_document(flat, memo) == to_bytes(write_benchmark(flat))
