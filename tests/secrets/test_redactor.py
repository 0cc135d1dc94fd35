"""Secrets never come out, and what is no secret always does."""

from __future__ import annotations

import base64
import importlib
import json
import os
import random
import re
import string
import time
import uuid

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from handoff.secrets import shapes, tokens
from handoff.secrets.keys import is_secret_key, linear
from handoff.secrets.redactor import LONGEST_HELD, Redactor


def _random(alphabet: str, length: int, seed: int = 7) -> str:
    return "".join(random.Random(seed).choices(alphabet, k=length))


_WORD = string.ascii_letters + string.digits
_BEARER = _random(_WORD, 43)
_BODY = "\n".join(_random(_WORD + "+/", 64, seed) for seed in range(6))
_PEM = f"-----BEGIN RSA PRIVATE KEY-----\n{_BODY}\nq1w2e3==\n-----END RSA PRIVATE KEY-----"
_PGP = f"-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 2\n\n{_BODY}\n=ab1Z\n-----END PGP PRIVATE KEY BLOCK-----"


def _b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


_JWT = ".".join([*(_b64(part).rstrip("=") for part in ('{"alg":"HS256"}', '{"sub":"1"}')), _random(_WORD, 43)])

# Name → (a text as programs print it, the parts that must not come out).
SHAPES: dict[str, tuple[str, tuple[str, ...]]] = {
    "random bearer token": (f"> Authorization: Bearer {_BEARER}", (_BEARER,)),
    "bearer token in a sentence": (f"sent with bearer {_BEARER} and retried", (_BEARER,)),
    "basic credentials": (f"Authorization: Basic {_b64('bob:hunter2')}", (_b64("bob:hunter2"),)),
    "unknown scheme": ("authorization: Hmac key=id, s1gn4ture=Zm9v", ("s1gn4ture", "Zm9v")),
    "cookie": ("cookie: sid=9f8e7d; theme=dark", ("9f8e7d",)),
    "cookie that is set": ("< Set-Cookie: session=abc123xyz; Path=/; HttpOnly", ("abc123xyz",)),
    "API key header": ("X-Api-Key: k-0192837465", ("k-0192837465",)),
    "headers as pairs": (
        f"[('Authorization', 'Bearer {_BEARER}'), (b'x-api-key', b'k-0192837465')]",
        (_BEARER, "k-0192837465"),
    ),
    "headers as a mapping": (f"{{'authorization': 'Bearer {_BEARER}', 'accept': '*/*'}}", (_BEARER,)),
    "password in a URL": ("connecting to postgres://app:p@ss/w0rd@db:5432/prod", ("p@ss/w0rd", "ss/w0rd")),
    "token in a URL": (f"https://{_random(_WORD, 30)}@git.example/x.git", (_random(_WORD, 30),)),
    "query string": ("GET /v1/x?access_token=q-1-z&limit=20&key=AbCdEf1 200", ("q-1-z", "AbCdEf1")),
    "signed URL": ("https://b.example/o?X-Amz-Signature=0a1b2c3d&X-Amz-Credential=me%2Fus", ("0a1b2c3d", "me%2Fus")),
    "JSON": (json.dumps({"user": "bob", "password": 'hun"ter2', "n": 1}), ("hun", "ter2")),
    "JSON in JSON": (json.dumps({"body": json.dumps({"client_secret": "s3cr3t-x"})}), ("s3cr3t-x",)),
    "JSON over lines": ('{"password":\n   "hunter2"}', ("hunter2",)),
    "list of secrets": ('api_key=["one1", "two2"]', ("one1", "two2")),
    "YAML": ("db:\n  password: correct horse battery\n  port: 5432", ("correct", "horse", "battery")),
    "YAML block": ("passphrase: |\n  correct\n  horse\nnext: 1", ("correct", "horse")),
    "environment": ("PATH=/bin\nDB_PASSWORD=ab&cd;e f\nHOME=/root", ("ab&cd", "e f")),
    "environment in the middle": ("SECRET_KEY_BASE=0f0f0f0f", ("0f0f0f0f",)),
    "exported": ("export STRIPE_TOKEN='tok en'", ("tok en",)),
    "connection string": ("Server=db;User=x;Password=hunter2;Port=1", ("hunter2",)),
    "option": ("+ deploy --password hunter2 --db-token=zz99", ("hunter2", "zz99")),
    "glued option": ("mysql -uroot -phunter2 prod", ("hunter2",)),
    "user and password": ("curl -u bob:hunter2 https://x.example", ("hunter2",)),
    "PEM": (f"key:\n{_PEM}\ndone", (*_BODY.split("\n"), "q1w2e3")),
    "PEM in one string": (json.dumps({"private_key": _PEM}), tuple(_BODY.split("\n"))),
    "PEM bare in one string": (_PEM.replace("\n", "\\n"), tuple(_BODY.split("\n"))),
    "PGP": (_PGP, (*_BODY.split("\n"), "ab1Z")),
    "PEM in a log": ("\n".join(f"web_1  | {line}" for line in _PEM.split("\n")), tuple(_BODY.split("\n"))),
    "PEM in Base64": (f"tls.key: {_b64(_PEM)}", (_b64(_PEM)[:60], _b64(_PEM)[-40:])),
    "JSON web token": (f"got {_JWT} back", (_JWT,)),
    "AWS key": ("using AKIAIOSFODNN7EXAMPLE now", ("AKIAIOSFODNN7EXAMPLE",)),
    "AWS secret": ("aws key 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'", ("wJalrXUtnFEMI",)),
    "GitHub token": (f"found ghp_{_random(_WORD, 36)}", (_random(_WORD, 36),)),
    "fine-grained GitHub token": (f"found github_pat_{_random(_WORD, 60)}", (_random(_WORD, 60),)),
    "GitLab token": (f"found glpat-{_random(_WORD, 20)}", (_random(_WORD, 20),)),
    "Slack token": ("xoxb-123456789012-123456789012-abcdefABCDEF12", ("abcdefABCDEF12",)),
    "Slack hook": ("https://hooks.slack.com/services/T0AB1/B0CD2/abcDEF123", ("abcDEF123",)),
    "Stripe key": (f"sk_live_{_random(_WORD, 24)}", (_random(_WORD, 24),)),
    "Google key": (f"AIza{_random(_WORD, 35)}", (_random(_WORD, 35),)),
    "OpenAI key": (f"sk-proj-{_random(_WORD, 40)}", (_random(_WORD, 40),)),
    "Azure key": (f"AccountKey={_random(_WORD, 86)}==", (_random(_WORD, 86),)),
    "SendGrid key": (f"SG.{_random(_WORD, 22)}.{_random(_WORD, 43)}", (_random(_WORD, 43),)),
    "Telegram token": (f"bot 123456789:{_random(_WORD, 35)} says", (_random(_WORD, 35),)),
    "npm token": (f"//registry.example/:_authToken={_random(_WORD, 36)}", (_random(_WORD, 36),)),
    "docker login": ('{"auths": {"r.example": {"registry_auth": "Ym9iOmh1bnRlcjI="}}}', ("Ym9iOmh1bnRlcjI",)),
    "colours": (f"\x1b[32mAuthorization\x1b[0m: Bearer \x1b[1m{_BEARER}\x1b[0m", (_BEARER,)),
}


@pytest.mark.parametrize("name", SHAPES)
def test_no_shape_of_secret_comes_out(name: str) -> None:
    """Every shape is hidden, wherever in a text it stands, and counted; hiding twice changes nothing."""
    text, secrets = SHAPES[name]
    for around in ("{}", "before\n{}\nafter\n", "a: 1\r\n{}\r\n", "ünï {}"):
        redactor = Redactor()
        shown = redactor.text(around.format(text) if around != "{}" else text)
        assert not [secret for secret in secrets if secret in shown], shown
        assert redactor.hidden == len(re.findall(r"\[hidden: ", shown)) > 0
        assert Redactor().text(shown) == shown


@pytest.mark.parametrize("name", SHAPES)
def test_no_shape_of_secret_comes_out_of_a_stream(name: str) -> None:
    """However a text is cut into pieces, the pieces that come out hold no secret and are the text without it."""
    text, _secrets = SHAPES[name]
    text = f"before\n{text}\nafter"
    whole = Redactor().text(text)
    for size in (1, 2, 3, 7, 64, 1000):
        stream = Redactor().stream()
        pieces = [stream.feed(text[at : at + size]) for at in range(0, len(text), size)]
        assert "".join([*pieces, stream.close()]) == whole


@pytest.mark.parametrize("name", SHAPES)
def test_a_stream_that_pauses_lets_no_whole_secret_out(name: str) -> None:
    """When output pauses within a line, what is shown then and later never holds the secret."""
    text, secrets = SHAPES[name]
    for pause in range(1, len(text)):
        stream = Redactor().stream()
        shown = stream.feed(text[:pause]) + stream.idle() + stream.feed(text[pause:]) + stream.idle() + stream.close()
        assert not [secret for secret in secrets if secret in shown], (pause, shown)


def test_what_was_hidden_is_named() -> None:
    """The mark says what stood there, and the rest of the text is untouched."""
    assert Redactor().text(f"> Authorization: Bearer {_BEARER}\n> Accept: */*") == (
        "> Authorization: Bearer [hidden: bearer token]\n> Accept: */*"
    )
    assert Redactor().text("postgres://app:x1y2@db/prod") == "postgres://app:[hidden: password in URL]@db/prod"
    assert Redactor().text("curl -H 'X-Api-Key: abc' https://x/") == "curl -H 'X-Api-Key: [hidden: key]' https://x/"
    assert Redactor().text("x?token=abc&page=2") == "x?token=[hidden: token]&page=2"


IDENTIFIERS = st.one_of(
    st.text("0123456789abcdef", min_size=7, max_size=40),
    st.text("0123456789abcdef", min_size=40, max_size=40),
    st.text("0123456789ABCDEF", min_size=40, max_size=64),
    st.text("0123456789abcdef", min_size=64, max_size=64).map(lambda hexed: f"sha256:{hexed}"),
    st.text("0123456789abcdef", min_size=128, max_size=128).map(lambda hexed: f"sha512:{hexed}"),
    st.uuids().map(str),
    st.uuids().map(lambda one: str(one).upper()),
    st.tuples(st.sampled_from(["prediction-worker", "grafana", "api", "sk-backend", "token-service", "password-reset"]),
              st.integers(1, 99999), st.text(string.ascii_lowercase, min_size=3, max_size=3)).map(
        lambda one: f"{one[0]}-{one[1]:05}-{one[2]}"),
    st.tuples(st.text("bcdfghjklmnpqrstvwxz2456789", min_size=9, max_size=10),
              st.text("bcdfghjklmnpqrstvwxz2456789", min_size=5, max_size=5)).map(lambda one: f"scraper-{one[0]}-{one[1]}"),
    st.dates().map(lambda day: f"{day.isoformat()}-critical-fixes"),
)  # fmt: skip

CONTEXTS = (
    "{}", "commit {}", "HEAD is now at {} Fix the token check", "image: r.example/app@{}", "revision: {}",
    "serving {} with 100 %", "1737391234:{}", "{}-us1", "{}-us-west2", "digest={}", "id: {}", "/actions/runs/{}", "https://x.example/commit/{}?page=1",
    "session {}", '{{"sha": "{}", "revision": "{}"}}', "git log {}..HEAD", "uid={} gid=0", "request-id: {}", "key {}",
    "  Normal  Pulled  Successfully pulled image {}", "FAILED tests/test_token.py::test_password - {}", "[{}]", "AC {}",
    "a/{}/b",    "x-request-id: {}", "ETag: \"{}\"", "trace_id={}, span_id={}", "Merge branch 'secret' into {}", "bearer of {}",
)  # fmt: skip


@pytest.mark.prove
@given(IDENTIFIERS, st.sampled_from(CONTEXTS))
@settings(max_examples=20_000 if os.environ.get("HANDOFF_PROVE") else 600, deadline=None)
def test_identifiers_are_never_hidden(identifier: str, context: str) -> None:
    """Commit ids, digests, revision names, UUIDs and session ids come out as they are."""
    # Thirty-two digits and a data centre are a Mailchimp key to the letter.
    assume(not (len(identifier) == 32 and context == "{}-us1"))
    redactor = Redactor()
    text = context.replace("{{", "{").replace("}}", "}").replace("{}", identifier)
    assert redactor.text(text) == text
    assert redactor.hidden == 0


@pytest.mark.parametrize(
    "text",
    [
        "Bearer token required",
        "WWW-Authenticate: Bearer realm=\"x\"",
        "the password: required",
        "error: the following arguments are required: --token",
        "--token TEXT  the token to use",
        "--password is not allowed here",
        "cat: /run/secrets/token: No such file or directory",
        "total_tokens: 1532, max_tokens=4096",
        "TOKEN_URL=https://login.example/oauth",
        "password: ${DB_PASSWORD}",
        "https://harbour.example/piers?limit=8&apiKey=YOUR_KEY",
        "Authorization: Bearer TOKEN",
        "api_key=MY_PIER_API_KEY",
        "secret: {{ vault.db }}",
        "token: str = ''",
        "PWD=/srv/project",
        "https://host:8080/p?mail=foo@bar.example",
        "git+ssh://git@git.example/x.git",
        "test_token::test_one PASSED",
        "my-secret:3",
        "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n-----END CERTIFICATE-----",
        "key: value",
        '{"status":"pass","version":"1","checks":{"db":[{"status" : "pass", "time":"x"}]}}',
        "{'kind': 'token','name':'x'} kind='secret', name='y'",
        "--- PASS: TestOrder (0.00s)\nPASS: gdb.base/step.exp: step over\nPASS: test-suite.sh 3 - sums",
        "the basic idea12",
        "monkey=banana, keyboard: us",
        "(authorization, bearer)",
        "password:",
        "password: ''",
        "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUI=",
    ],
)  # fmt: skip
def test_talk_about_secrets_is_not_hidden(text: str) -> None:
    """Prose, help texts, references to secrets and public things stay readable."""
    assert Redactor().text(text) == text


def test_values_of_environment_variables_in_use_are_hidden_in_every_form() -> None:
    """A known value is hidden as it is, in a URL, in JSON, in Base64, and line by line."""
    value = 'a"b c/ü+1'
    redactor = Redactor({"PROBE_TOKEN": value, "SHORT": "x1", "LONGER": value + "more"})
    for form in (value, "a%22b%20c%2F%C3%BC%2B1", "a%22b+c%2F%C3%BC%2B1", json.dumps(value), _b64(value)):
        assert "hidden: value of PROBE_TOKEN]" in redactor.text(f"see {form}!")
    assert redactor.text(f"{value}more") == "[hidden: value of LONGER]"
    assert redactor.text("x1") == "x1"
    assert (
        Redactor({"KEY": "first line of it\nsecond line of it\n"}).text("x second line of it y") == "x [hidden: value of KEY] y"
    )


def test_the_environment_gives_its_secrets_by_name() -> None:
    """Variables whose name says secret are known, those used are known whatever their name, paths and short values are not."""
    redactor = Redactor.of_environment(
        {"API_TOKEN": "abcdefghij", "SSL_KEY_FILE": "nothing-secret", "DB_PASSWORD": "test", "CRED": "/a/file/path",
         "MINE": "word9", "AUTH_TOKEN": "/run/secrets/x"},
        used=["MINE"],
    )  # fmt: skip
    assert redactor.text("abcdefghij nothing-secret test /a/file/path word9 /run/secrets/x") == (
        "[hidden: value of API_TOKEN] nothing-secret test /a/file/path [hidden: value of MINE] /run/secrets/x"
    )


def test_data_is_hidden_by_its_keys() -> None:
    """Whatever lies under a secret key is hidden to the last leaf; other text by its shape; numbers and order stay."""
    redactor = Redactor()
    assert redactor.data(
        {
            "user": "bob", "password": "x", "auth_token": {"a": [1, None, True, ""]}, "urls": ["https://a:b9@c"], "n": 1.5,
            "e": (1,),
        }
    ) == {
        "user": "bob", "password": "[hidden: password]", "auth_token": {"a": ["[hidden: token]", None, True, ""]},
        "urls": ["https://a:[hidden: password in URL]@c"], "n": 1.5, "e": [1],
    }  # fmt: skip
    assert redactor.hidden == 3
    again = Redactor()
    assert again.data({"password": "[hidden: password]"}) == {"password": "[hidden: password]"}
    assert again.hidden == 0


def test_headers_are_hidden_by_their_names() -> None:
    """HTTP headers keep their names and everything that is no secret."""
    assert Redactor().headers([("Authorization", f"Bearer {_BEARER}"), ("Accept", "*/*"), ("Cookie", "a=b")]) == [
        ("Authorization", "Bearer [hidden: bearer token]"), ("Accept", "*/*"), ("Cookie", "[hidden: cookie]"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("argv", "shown"),
    [
        (["deploy", "--password", "x1", "--ok"], ["deploy", "--password", "[hidden: password]", "--ok"]),
        (["deploy", "--api-key=x1"], ["deploy", "--api-key=[hidden: key]"]),
        (["deploy", "--token", "--ok"], ["deploy", "--token", "--ok"]),
        (["deploy", "--token"], ["deploy", "--token"]),
        (["deploy", "--token="], ["deploy", "--token="]),
        (["deploy", "-"], ["deploy", "-"]),
        (["/usr/bin/mysql", "-uroot", "-px1"], ["/usr/bin/mysql", "-uroot", "-p[hidden: password]"]),
        (["mysql", "-p", "db"], ["mysql", "-p", "db"]),
        (["sudo", "sshpass", "-p", "x1", "ssh", "h"], ["sudo", "sshpass", "-p", "[hidden: password]", "ssh", "h"]),
        (["curl", "-u", "bob:x1", "-b", "a=b"], ["curl", "-u", "bob:[hidden: password]", "-b", "[hidden: cookie]"]),
        (["curl", "-u", "bob"], ["curl", "-u", "bob"]),
        (["curl", "-ubob:x1"], ["curl", "-ubob:[hidden: password]"]),
        (["curl", "-H", "Authorization: Bearer abc123"], ["curl", "-H", "Authorization: Bearer [hidden: bearer token]"]),
        (["env", "DB_PASSWORD=x 1", "make"], ["env", "DB_PASSWORD=[hidden: password]", "make"]),
        (["sh", "-c", "curl -u bob:x1 h"], ["sh", "-c", "curl -u bob:[hidden: password] h"]),
        (["ls", "-p", "x1"], ["ls", "-p", "x1"]),
        (["curl", "-b"], ["curl", "-b"]),
        ([], []),
    ],
)  # fmt: skip
def test_command_lines_are_hidden_by_their_options(argv: list[str], shown: list[str]) -> None:
    """A secret on a command line is hidden by the option before it, by its program's own options, or by its shape."""
    assert list(Redactor().argv(argv)) == shown
    assert list(Redactor().argv(shown)) == shown


def test_a_prompt_is_shown_at_once_and_its_answer_is_hidden() -> None:
    """A line that waits for an answer is let out when output pauses; the answer, when it is echoed, is not."""
    stream = Redactor().stream()
    assert stream.feed("Continue? [y/N] ") == ""
    assert stream.idle() == "Continue? [y/N] "
    assert stream.idle() == ""
    assert stream.feed("y\n") == "y\n"
    assert stream.feed("password: ") + stream.idle() == "password: "
    assert stream.feed("hunter2\nok\n") + stream.close() == "[hidden: password]\nok\n"


def test_progress_is_shown_as_it_comes() -> None:
    """Dots and carriage returns are not kept back."""
    stream = Redactor().stream()
    assert stream.feed("....") + stream.idle() == "...."
    assert stream.feed("..\n10%\r") == "..\n10%\r"
    assert stream.feed("20%\r\n") == "20%\r\n"


def test_a_stream_does_not_hold_back_without_bound() -> None:
    """A line, a key or a secret that never ends is let go in time, and what was recognised stays hidden."""
    stream = Redactor().stream()
    assert len(stream.feed("x" * (LONGEST_HELD + 1))) == LONGEST_HELD + 1
    stream = Redactor().stream()
    shown = stream.feed("token=" + "a1" * LONGEST_HELD) + stream.feed("b2" * 10) + stream.feed("b2,c\n") + stream.close()
    assert shown == "token=[hidden: token],c\n"
    stream = Redactor().stream()
    lines = "".join(_random(_WORD, 64, seed) + "\n" for seed in range(1200))
    shown = stream.feed("-----BEGIN PRIVATE KEY-----\n") + "".join(stream.feed(line) for line in lines.splitlines(True))
    assert "[hidden: private key]" in shown + stream.close()


def test_a_line_that_only_names_a_key_does_not_swallow_the_rest() -> None:
    """The first line of a private key in source code hides itself, not what follows."""
    text = 'if line == "-----BEGIN PRIVATE KEY-----":\n    return parse(line) or fail("no key; look again")\n'
    assert Redactor().text(text).endswith('\n    return parse(line) or fail("no key; look again")\n')


@pytest.mark.parametrize("plugin", tokens.PLUGINS, ids=lambda one: one[0])
@given(data=st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
def test_what_the_library_would_find_it_is_asked_for(plugin: tuple[str, str, str, str], data: st.DataObject) -> None:
    """The library still has each plugin, and nothing that it would find is missed by the rough shape that has it loaded."""
    module, name, _kind, rough = plugin
    patterns = getattr(importlib.import_module(f"detect_secrets.plugins.{module}"), name).denylist
    pattern = data.draw(st.sampled_from(list(patterns)))
    example = data.draw(st.from_regex(pattern.pattern, alphabet=st.characters(codec="ascii")))
    assert linear(rough).search(example.encode())


def test_a_pattern_that_re2_lacks_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version of the library may bring look-behind; such a pattern runs in the standard engine."""
    compiled = tokens._compiled(re.compile(r"(?<=q)ABC\d+", re.IGNORECASE))
    assert compiled.search(b"qabc12").span() == (1, 6)


def test_a_key_is_known_by_its_end() -> None:
    """Names that end like a secret are; those that only speak of one are not."""
    for name in ("password", "dbPassword", "API_KEY", "x-api-key", "clientSecret", "refresh_token", "sig", "secret_2", "pwd"):
        assert is_secret_key(name), name
    for name in ("tokens", "max_tokens", "token_count", "key", "monkey", "password_file", "compass", "design", "author"):
        assert not is_secret_key(name), name


@pytest.mark.parametrize(
    "unit",
    ["eyJ", "://a:", "://", "password=",
     'password="', "password: |\n", "bearer ", "-----BEGIN PRIVATE KEY-----\n", " --token x",
     "mysql -p ", "TOKEN_", "\\", "\x1b[1m", "sk-aaaaaaaaaaaaaaaaaaaaT3BlbkFJ",
     "aws key '", "authorization: ", "?key=", "\x1b["],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    """Eight times the text takes about eight times the work, whatever it is made of; twice that much is let pass."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        best = 9e9
        for _ in range(3):
            start = time.process_time()
            Redactor().text(text)
            best = min(best, time.process_time() - start)
        return best

    seconds(1 << 12)
    small, large = seconds(1 << 15), seconds(1 << 18)
    assert large < max(small, 0.002) * 8 * 2


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_is_taken(text: str) -> None:
    """Nothing crashes, hiding twice changes nothing, and a stream says what the whole says."""
    once = Redactor().text(text)
    assert Redactor().text(once) == once
    stream = Redactor().stream()
    assert stream.feed(text[:100]) + stream.feed(text[100:]) + stream.close() == once


_FRAGMENTS = st.sampled_from(
    ["password", ": ", "=", '"', "'", "\\", "\n", "  ", "Bearer ", "token", "-----BEGIN PRIVATE KEY-----",
     "-----END PRIVATE KEY-----", "abcdEFGH1234", "://", "@", ":", "?", "&", "|", "[", "]", "{", "\x1b[1m", "\r\n",
     "Authorization", ",", "--", "ghp_", "é", "mysql", " -p", "eyJhbGciOiJIUzI1NiJ9", ".", uuid.UUID(int=7).hex]
)  # fmt: skip


@pytest.mark.prove
@given(st.lists(_FRAGMENTS, max_size=25), st.integers(1, 9))
@settings(max_examples=20_000 if os.environ.get("HANDOFF_PROVE") else 500, deadline=None)
def test_pieces_of_secrets_in_any_order(fragments: list[str], size: int) -> None:
    """However the signs of secrets are strung together, the stream agrees with the whole and hiding is done in one go."""
    text = "".join(fragments)
    once = Redactor().text(text)
    assert Redactor().text(once) == once
    stream = Redactor().stream()
    assert "".join([*(stream.feed(text[at : at + size]) for at in range(0, len(text), size)), stream.close()]) == once


@pytest.mark.prove
@given(st.lists(_FRAGMENTS, max_size=12))
@settings(max_examples=20_000 if os.environ.get("HANDOFF_PROVE") else 500, deadline=None)
def test_what_nothing_calls_for_holds_nothing(fragments: list[str]) -> None:
    """The one search that spares all others overlooks nothing that they would find."""
    text = "".join(fragments)
    found = shapes.shapes_in(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shapes, "_first", lambda: "")
        assert shapes.shapes_in(text) == found


def test_what_only_looks_like_a_known_form_stays() -> None:
    """A word without digits, a commit id in quotation marks after an AWS word, and Base64 of nothing known are no secrets."""
    for text in (
        "APERTURESCIENCE is here",
        f"aws s3 cp key '{'e32bb0c1' * 5}'",
        "LS0tLS1CRUdJTiBh!",
        f"x{'a' * 8}AKIAIOSFODNN7EXAMPLE",
        "LS0tLS1CRUdJTiBQUklWQVRF=LS0",
    ):
        assert Redactor().text(text) == text
