import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import AppConfig
from django.db.models.signals import post_migrate
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect, sync_playwright

from tests.demo_world import built_demo, demo_home, demo_to_read  # noqa: F401 (fixtures, found by name)
from tests.loopback_only import forbid_other_machines
from tests.skips import (  # noqa: F401 (hooks, found by name)
    pytest_make_collect_report,
    pytest_runtest_makereport,
    pytest_terminal_summary,
)
from tools.postgres_cluster import Cluster, PostgresMissingError, running_cluster

ROOT = Path(__file__).resolve().parent.parent

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def pytest_configure() -> None:
    forbid_other_machines()
    # A machine that runs two parts of the suite at once is slow, not wrong.
    settings.register_profile("run", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("run")
    # Modules and rulebook are half a million objects that stay; looking through them took a tenth of a run.
    gc.set_threshold(20_000, 20, 100)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whoever works on the demonstration world: in one part of the run it is built once for all of them."""
    for item in items:
        if {"built_demo", "demonstration"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.demonstration)


@pytest.fixture(scope="session", autouse=True)
def _a_chain_begins_after_each_flush() -> None:
    """A transactional test empties every table when it ends; the head that a migration wrote has to come back."""
    post_migrate.connect(_begin_chain, dispatch_uid="begin_chain")


def _begin_chain(sender: AppConfig, using: str, **_: object) -> None:
    if sender.label == "audit":
        sender.get_model("ChainHead")._default_manager.using(using).get_or_create(pk=1)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """A real PostgreSQL on loopback, for tests that need one beside the run's own database."""
    try:
        with running_cluster() as cluster:
            yield cluster
    except PostgresMissingError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's own Chromium."""
    program = os.environ.get("TAIZHANG_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        pytest.skip("这台机器没有 Chromium。Debian：sudo apt-get install chromium；别处用 TAIZHANG_CHROMIUM 指明。")
    # Playwright keeps an event loop in this thread, which Django takes for an asynchronous view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # A machine that also builds a database and runs a second suite is slow, not wrong.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, headless=True, args=CHROMIUM_FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window of an office computer; a script error or a refused resource on it fails the test."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=True
    )
    context.set_default_timeout(30_000)
    window = context.new_page()
    faults: list[str] = []

    def on_error(error: Error) -> None:
        faults.append(str(error))

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            faults.append(message.text)

    window.on("pageerror", on_error)
    window.on("console", on_console)
    yield window
    context.close()
    assert not faults, faults


@pytest.fixture(scope="session")
def axe_faults() -> Callable[[Page], list[str]]:
    """Ask axe what somebody with a screen reader, a keyboard or weak eyes would stumble over on a page."""
    source = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def faults(window: Page) -> list[str]:
        # Evaluated, not added as a script: the page's content security policy rightly refuses the latter.
        window.evaluate(source)
        answer = window.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{fault['id']}: {fault['help']}: {[node['target'] for node in fault['nodes']]}"
            for fault in answer["violations"]
        ]

    return faults
