"""What checks found in several assets, told in few lines."""

from scapkit.api.asking.found_by_checks import MAX_GROUPS, told


def test_assets_of_which_the_same_is_found_are_named_together() -> None:
    found = {"a": ("came to: fail", "  - x"), "b": ("came to: pass",), "c": ("came to: fail", "  - x")}
    assert list(told(found, with_names=True)) == [
        *("a, c:", "  came to: fail", "    - x"),
        *("b:", "  came to: pass"),
    ]
    assert list(told({"a": ("came to: fail",)}, with_names=False)) == ["came to: fail"]


def test_of_many_assets_some_are_named_and_the_others_counted() -> None:
    alike = list(told({f"node-{n:02}": ("same",) for n in range(15)}, with_names=True))
    assert alike[0].endswith("node-09 and 5 more:")
    unlike = list(told({f"node-{n:02}": (str(n),) for n in range(15)}, with_names=True))
    assert unlike[-1] == "... and 5 more assets (--asset shows one)"
    assert len(unlike) == 2 * MAX_GROUPS + 1
