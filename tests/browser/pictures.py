"""Takes the pictures of the README from the maps of the samples: ``make pictures``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parents[2] / ".github" / "images"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
SIZE = {"width": 1180, "height": 700}


def take(outputs: Path) -> None:
    """Both pictures from the pages in `outputs`, built with ``--article-pages``."""
    shots = {
        "by-actor.png": ("by-actor.html", None),
        "article.png": ("articles/douma-strikes.html", "#text button.m-place >> nth=7"),
    }
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        for name, (path, press) in shots.items():
            page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
            page.goto((outputs / path).resolve().as_uri())
            page.locator("html[data-ready]").wait_for()
            if press:
                page.locator(press).click()
            page.wait_for_timeout(300)
            page.screenshot(path=IMAGES / name)
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
