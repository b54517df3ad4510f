"""Read and write content files: YAML in which every scalar is text, with one canonical way to write it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from core.text.sanitise import clean_text
from editorial.content_files.formats.problems import Problem


class FlowList(list[Any]):
    """A list that is written on one line: `[web, post]`."""


# In C where PyYAML was built with it, which is ten times as fast.
_BaseLoader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_BaseLoader):  # type: ignore[misc]
    """Every scalar stays text (no surprise booleans or dates) and is clean; a key that stands twice is refused."""

    def construct_scalar(self, node: Any) -> str:
        return clean_text(str(super().construct_scalar(node)))

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = str(self.construct_object(key_node))
            if key in seen:
                raise yaml.MarkedYAMLError(problem=f"'{key}' staat er twee keer", problem_mark=key_node.start_mark)
            seen.add(key)
        return dict(super().construct_mapping(node, deep=True))


class _Dumper(yaml.SafeDumper):
    """Plain text wherever YAML allows it, long text in a block, one item a line."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    text = clean_text(text)
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_flow(dumper: yaml.SafeDumper, items: FlowList) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(FlowList, _represent_flow)


def read_yaml(path: Path, name: str, problems: list[Problem]) -> Any:
    """The data of a file: text, lists and mappings only. None, with a noted problem, when it cannot be read."""
    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)  # noqa: S506 - makes only text
    except yaml.MarkedYAMLError as error:
        line = f"regel {error.problem_mark.line + 1}" if error.problem_mark else ""
        problems.append(Problem(name, line, f"geen leesbare YAML: {error.problem}"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        problems.append(Problem(name, "", f"niet te lezen: {error}"))
    return None


def write_yaml(data: Any) -> str:
    """The canonical text of `data` (text, lists, mappings): equal data always gives equal bytes."""
    return str(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000))
