"""The project as one egg: a zip file, as setuptools' `bdist_egg` and `scrapyd-deploy` make it."""

from pathlib import Path
from zipfile import ZipFile

from tests.crawl_site import ROOT

PACKAGES = ("articles", "checks", "db", "archives", "crawler", "review", "copydesk")
_INFO = {
    "PKG-INFO": "Metadata-Version: 2.1\nName: copydesk\nVersion: 0\n",
    "entry_points.txt": "[scrapy]\nsettings = crawler.settings\n",
}


def egg(path: Path) -> Path:
    """Write it."""
    with ZipFile(path, "w") as packed:
        for package in PACKAGES:
            for file in sorted((ROOT / package).rglob("*")):
                if file.is_file() and "__pycache__" not in file.parts:
                    packed.write(file, file.relative_to(ROOT))
        for name, text in _INFO.items():
            packed.writestr(f"EGG-INFO/{name}", text)
    return path
