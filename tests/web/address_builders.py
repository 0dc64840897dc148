# ruff: noqa: SLF001 -- werkzeug has no open way to share what it compiles
"""The code by which werkzeug writes addresses, compiled once for all applications."""

from typing import Any

from werkzeug.routing import Rule

_COMPILE = Rule._compile_builder
_BUILDERS: dict[tuple[object, ...], Any] = {}


def build_once(rule: Rule, append_unknown: bool = True) -> Any:  # noqa: FBT001, FBT002 -- werkzeug's signature
    """Give the builder of a rule; equal rules have one."""
    kinds = tuple((name, type(each)) for name, each in rule._converters.items())
    key = (rule.rule, append_unknown, str(rule.defaults), str(rule._trace), kinds)
    if key not in _BUILDERS:
        _BUILDERS[key] = _COMPILE(rule, append_unknown)
    return _BUILDERS[key]
