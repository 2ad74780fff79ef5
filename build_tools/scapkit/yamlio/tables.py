"""YAML that a person wrote, its shape checked: what is wrong is told with its line, and all of it at once."""

from collections.abc import Iterator
from typing import Any

from scapkit.problem import Invalid, Problem, Problems, did_you_mean, invalid
from scapkit.span import Span

MAX_BYTES = 16 * 1024 * 1024
MAX_TABLES = 100_000
TRUE, FALSE = ("true", "yes"), ("false", "no")


def read_root(data: bytes, file: str) -> Any:
    """The document's node as the YAML parser composes it; None for an empty one. Raises Invalid.

    Of its text all can be written as XML: what escapes (`"\\a"`) bring in that cannot is U+FFFD.
    """
    import yaml

    if len(data) > MAX_BYTES:
        raise invalid(file, "file-too-large", f"larger than {MAX_BYTES >> 20} MiB")
    try:
        loader = yaml.CSafeLoader(data.decode("utf-8-sig"))
        root = loader.get_single_node()
    except UnicodeDecodeError:
        raise invalid(file, "malformed-yaml", "not UTF-8") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise invalid(file, "malformed-yaml", str(error.problem), line=line, column=column) from None
    except yaml.YAMLError:
        raise invalid(file, "malformed-yaml", "a control character stands in it") from None
    except RecursionError:
        raise invalid(file, "malformed-yaml", "nested too deeply") from None
    if root is not None and b"\\" in data:
        _clean(root)
    return root


def _clean(root: Any) -> None:
    """Take out of every scalar what XML forbids."""
    from scapkit.xmlio.serialise import xml_text

    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.id == "scalar":
            node.value = xml_text(node.value)
        else:
            waiting += (each for item in node.value for each in (item if node.id == "mapping" else (item,)))


class Reading:
    """What is read: the file, what is wrong with it, and how many mappings may still come, as aliases can multiply."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._left = MAX_TABLES

    def count(self) -> None:
        """One more mapping; raises Invalid where there are too many."""
        self._left -= 1
        if self._left < 0:
            raise invalid(self.file, "file-too-large", f"more than {MAX_TABLES} entries")

    def sorted(self) -> Problems:
        """What was wrong, in the order of the file."""
        return tuple(sorted(self.problems, key=lambda each: (each.span.line, each.span.column)))

    def refuse(self) -> None:
        """Raises Invalid where something was wrong."""
        if self.problems:
            raise Invalid(self.sorted())


class Table:
    """A mapping whose values are taken out with their types checked; what is wrong goes to `reading`.

    Scalars are text as it was written, so that `no` is no and a date is one; null and an empty one are not given.
    """

    def __init__(self, node: Any, name: str, keys: tuple[str, ...], reading: Reading) -> None:
        reading.count()
        self._reading, self.name = reading, name
        self.line: int = node.start_mark.line + 1
        self._nodes: dict[str, Any] = {}
        if node.id != "mapping":
            self.wrong("wrong-type", f"{name} must be a mapping")
            return
        for key, value in node.value:
            word = key.value if key.id == "scalar" else ""
            if word not in keys:
                self.wrong("unknown-key", f"{name} has no {word or 'such key'}", key, did_you_mean(word, keys))
            elif word in self._nodes:
                self.wrong("duplicate-key", f"{word} is given twice", key)
            else:
                self._nodes[word] = value

    def wrong(self, code: str, message: str, node: Any = None, hint: str = "") -> None:
        """Note a problem at a node, or at the mapping itself."""
        line, column = (node.start_mark.line + 1, node.start_mark.column + 1) if node is not None else (self.line, 0)
        self._reading.problems.append(Problem(Span(self._reading.file, line, column), code, message, hint))

    def at(self, name: str) -> Any:
        """The node of a key, None where it is not given."""
        node = self._nodes.get(name)
        is_null = node is not None and node.id == "scalar" and node.tag.endswith(":null")
        return None if is_null else node

    def filled(self, *names: str) -> None:
        """Tell keys that are there and have no value, where to leave one out means more than to forget its value."""
        for name in names:
            node = self._nodes.get(name)
            if node is not None and node.id == "scalar" and (self.at(name) is None or not node.value.strip()):
                message = f"{self.name}: {name} has no value"
                self.wrong("empty-key", message, node, "give it one, or leave the key out")

    def text(self, name: str) -> str:
        """A scalar, stripped; the empty string where it is not given."""
        node = self.at(name)
        if node is None:
            return ""
        if node.id != "scalar":
            self.wrong("wrong-type", f"{self.name}: {name} must be text", node)
            return ""
        return str(node.value).strip()

    def flag(self, name: str) -> bool:
        """Whether a key is true; false where it is not given."""
        given = self.text(name).casefold()
        if given not in ("", *TRUE, *FALSE):
            self.wrong("wrong-type", f"{self.name}: {name} must be true or false", self.at(name))
        return given in TRUE

    def table(self, name: str, item: str, keys: tuple[str, ...]) -> "Table":
        """A mapping that is given."""
        return Table(self.at(name), item, keys, self._reading)

    def tables(self, name: str, item: str, keys: tuple[str, ...]) -> "Iterator[Table]":
        """A list of mappings; what is none is told, and left out."""
        node = self.at(name)
        if node is None:
            return
        if node.id != "sequence":
            self.wrong("wrong-type", f"{self.name}: {name} must be a list", node)
            return
        for each in node.value:
            table = Table(each, item, keys, self._reading)
            if each.id == "mapping":
                yield table

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of scalars, each stripped; one that stands alone is a list of itself."""
        return tuple(text for text, _ in self.scalars(name))

    def scalars(self, name: str) -> "Iterator[tuple[str, Any]]":
        """The same with the node of each."""
        node = self.at(name)
        if node is None:
            return
        for each in node.value if node.id == "sequence" else (node,):
            self._reading.count()
            if each.id == "scalar":
                yield str(each.value).strip(), each
            else:
                self.wrong("wrong-type", f"{self.name}: {name} must be a list of texts", each)

    def entries(self, name: str) -> "Iterator[tuple[str, Any]]":
        """The keys of a mapping with the nodes of their values."""
        node = self.at(name)
        if node is None:
            return
        if node.id != "mapping":
            self.wrong("wrong-type", f"{self.name}: {name} must be a mapping", node)
            return
        known: set[str] = set()
        for key, value in node.value:
            self._reading.count()
            word = str(key.value).strip() if key.id == "scalar" else ""
            if not word or word in known:
                self.wrong("duplicate-key" if word else "wrong-type", f"{name}: {word or 'a key that is no text'}", key)
            else:
                known.add(word)
                for _ in value.value if value.id != "scalar" else ():
                    self._reading.count()
                yield word, value
