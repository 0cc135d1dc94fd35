"""What the next reader is to run or open lies on one person's machine.

`/Users/kim/…`, `/home/kim/…`, `C:\\Users\\…`: name the path in the repository, or where to get it.

Bad:
    - kind: next-step
      id: report
      at: "12:40"
      owner: Kim
      commands: [{run: python /Users/kim/tmp/report.py, expect: a table}]
      summary: Write the report

Good:
    - kind: next-step
      id: report
      at: "12:40"
      owner: Kim
      commands: [{run: python tools/report.py, expect: a table}]
      summary: Write the report
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "text"
LEVEL = "info"
_LOCAL = expression(
    r"(?<![\w.-])(?:/Users/(?!Shared\b)[\w.-]+/|/home/(?!runner\b|ubuntu\b|app\b|user\b)[\w.-]+/|[A-Za-z]:\\Users\\[\w.-]+\\)"
)


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for step in record.open_steps if record.is_record else ():
        # A command that first goes to another machine names that machine's paths.
        texts = [command.run for command in step.commands if "ssh " not in command.run] + [step.how or ""]
        for text in texts:
            if match := _LOCAL.search(text):
                field = "commands" if text != step.how else "how"
                yield at(
                    step, field, f"“{step.summary}” needs {match[0]}…, a path of one machine", "name the path in the repository"
                )
                break
