"""What a project declares of its services is read by every check: a slip there would ask nothing, unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Handoff

GOOD = '[[services]]\nid = "shop"\nurl = "http://shop.example"\n'


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            '[[services.probes]]\nexpect = ["status == 200"]\ntimezon = 5\n',
            "handoff.toml:4:1: service shop, probe number 1: unknown key 'timezon'",
        ),
        ('[[services.probes]]\nkind = "htp"\nexpect = ["status == 200"]\n', "(did you mean 'http'?)"),
        ('[[services.probes]]\nstatus = 200\nexpect = ["status == 200"]\n', "unknown key 'status'"),
        ('[services.platform]\nkind = "jsn"\n', "handoff.toml:4:1: service shop, platform: kind 'jsn' is not one of"),
        ('[services.platform]\nkind = "json"\nurl = "http://x/"\nfact = 1\n', "unknown key 'fact'"),
        ('[[repositories]]\nid = "main"\nci = { kind = "github-actions", repositry = "a/b" }\n', "unknown key 'repositry'"),
    ],
)
def test_a_slip_in_what_is_declared_is_an_error_with_its_line(inside: Handoff, project: Path, more: str, said: str) -> None:
    """Of a probe, a platform, continuous integration; a check says so as often as it is asked, and not once it is mended."""
    (project / "handoff.toml").write_text(GOOD + more)
    for _ in range(2):
        ran = inside("check")
        assert (ran.code, said in ran.err) == (3, True), ran.err
    (project / "handoff.toml").write_text(GOOD + '[[services.probes]]\nexpect = ["status == 200"]\n')
    assert [inside("check").code for _ in range(2)] == [0, 0]


def test_a_url_is_asked_as_a_probe_of_its_own(inside: Handoff) -> None:
    """Nobody who types an address means a service of that name."""
    ran = inside("probe", "http://127.0.0.1:8080/health")
    assert ran.code == 2
    assert "handoff probe http http://127.0.0.1:8080/health --expect 'status == 200'" in ran.err
