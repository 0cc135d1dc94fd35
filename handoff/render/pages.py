"""Templates to text: where they are found, what they may do, and that everything they print is escaped.

A template may come from a stranger's project, so it runs in jinja's sandbox: no access to anything but the data it is given,
no files but the templates, no code. An undefined name is an error. What is printed goes through `escaping.inline`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handoff.errors import BadInput, UsageError

from .escaping import advice, code, fence, inline, joined, link, said, sentence, shell, strong, yaml_text
from .prose import prose

if TYPE_CHECKING:
    from jinja2 import BytecodeCache
    from jinja2.sandbox import SandboxedEnvironment

SUFFIX = ".md.j2"
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_BESIDE = Path(__file__).resolve().parent.parent
# In the wheel the templates lie in the package, in the source tree beside it.
SHIPPED = next((folder for folder in (_BESIDE / "templates", _BESIDE.parent / "templates") if folder.is_dir()), _BESIDE)

_FILTERS: dict[str, Callable[..., object]] = {
    "advice": advice,
    "code": code,
    "escape": inline,
    "e": inline,
    "fence": fence,
    "join": joined,
    "link": link,
    "prose": prose,
    "said": said,
    "sentence": sentence,
    "shell": shell,
    "strong": strong,
    "yaml": yaml_text,
}


class Press:
    """Makes text of data by templates.

    `templates` is a project's folder, whose files win over the shipped ones of the same name. `cache` is a folder of the
    user's for compiled templates.
    """

    def __init__(self, templates: Path | None = None, cache: Path | None = None) -> None:
        self.templates = templates
        self._world = _world(templates, cache)

    def page(self, name: str, data: Mapping[str, object]) -> str:
        """The text. Raises UsageError for an unknown name, BadInput with file and line for a broken template."""
        if not _NAME.fullmatch(name):
            raise UsageError(f"{name!r} is no name of a template", f"there are {', '.join(names(self.templates))}")
        return _printed(self._world, name, data, self.templates)


def _printed(world: SandboxedEnvironment, name: str, data: Mapping[str, object], templates: Path | None) -> str:
    import jinja2

    try:
        return tidy(world.get_template(name + SUFFIX).render(data))
    except jinja2.TemplateSyntaxError as error:
        raise BadInput(
            f"{error.filename or error.name}:{error.lineno}: {error.message}", "the template does not load"
        ) from None
    except jinja2.TemplateNotFound as error:
        if error.name == name + SUFFIX:
            raise UsageError(f"there is no template {name!r}", f"there are {', '.join(names(templates))}") from None
        raise BadInput(f"{_where(error, name)}: it includes {error.name}, which is not there") from None
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError) as error:
        if (where := _where(error, name)).startswith(str(SHIPPED)):
            raise  # a bug of ours, not of a project's template
        raise BadInput(f"{where}: {error}", "the template asks for what is not there or not allowed") from None


def names(templates: Path | None = None) -> list[str]:
    """The templates that there are, without their suffix; names that begin with '_' are parts of others."""
    folders = [folder for folder in (templates, SHIPPED) if folder is not None and folder.is_dir()]
    found = {file.name.removesuffix(SUFFIX) for folder in folders for file in folder.iterdir() if file.name.endswith(SUFFIX)}
    return sorted(name for name in found if not name.startswith("_"))


def _world(templates: Path | None, cache: Path | None) -> SandboxedEnvironment:
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class World(ImmutableSandboxedEnvironment):
        """The sandbox, with a short way to the data that it is given: our own frozen records hold nothing that acts."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            if type(obj).__module__.startswith("handoff.") and attribute[:1] != "_":
                try:
                    return getattr(obj, attribute)
                except AttributeError:
                    return self.undefined(obj=obj, name=attribute)
            return super().getattr(obj, attribute)

    world = World(
        loader=FunctionLoader(lambda name: _load(name, templates)),
        undefined=StrictUndefined,
        finalize=inline,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=20,
        bytecode_cache=_compiled(cache),
    )
    world.filters.update(_FILTERS)
    return world


def _load(name: str, templates: Path | None) -> tuple[str, str, None] | None:
    """The text of a template: the project's before the shipped one. A file that lies elsewhere by way of a link is not read."""
    if not _NAME.fullmatch(name.removesuffix(SUFFIX)) or not name.endswith(SUFFIX):
        return None
    for folder in (templates, SHIPPED):
        if folder is None:
            continue
        file = folder / name
        if folder is not SHIPPED and file.is_symlink() and file.resolve().parent != folder.resolve():
            raise BadInput(f"{file} leads out of the templates folder", "templates are files of the project")
        if file.exists() and not file.is_file():
            raise BadInput(f"cannot read the template {file}: it is no plain file")
        try:
            return file.read_text(encoding="utf-8"), str(file), None
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise BadInput(f"cannot read the template {file}: {reason}") from None
    return None


def _compiled(cache: Path | None) -> BytecodeCache | None:
    """Compiled templates, kept where only the user can write: what is read back there is run."""
    if cache is None:
        return None
    from jinja2 import FileSystemBytecodeCache

    try:
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = cache.stat()
        if hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o022):
            return None
        return FileSystemBytecodeCache(str(cache)) if os.access(cache, os.W_OK) else None
    except OSError:
        return None


def _where(error: BaseException, name: str) -> str:
    """File and line of the template in which an error came up."""
    place, step = name + SUFFIX, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.endswith(SUFFIX):
            place = f"{step.tb_frame.f_code.co_filename}:{step.tb_lineno}"
        step = step.tb_next
    return place


_TICKS = re.compile(r" *(`{3,})")


def tidy(text: str) -> str:
    """One blank line where there are several, none at the ends, no blanks at line ends; fenced blocks stay as they are."""
    lines: list[str] = []
    fenced = ""
    for line in text.split("\n"):
        ticks = _TICKS.match(line)
        if fenced:
            lines.append(line)
            if ticks and line.strip() == fenced:
                fenced = ""
            continue
        if ticks:
            fenced = ticks[1]
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip("\n") + "\n"
