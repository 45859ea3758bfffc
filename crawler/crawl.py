"""`scrapy crawl NAME` that says by its exit code how it went; Scrapy's own says 0 to any crawl."""

import argparse
import sys

from scrapy import Spider
from scrapy.commands import crawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from articles.errors import CopydeskError
from crawler.lock import SiteLocks, lock_folder

#: The statistic that holds the code. Whoever keeps the run's record sets it.
EXIT_CODE = "copydesk_exit_code"


class Command(crawl.Command):
    """Scrapy finds it by the setting COMMANDS_MODULE."""

    crawled: Crawler | None = None

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        try:
            self.crawled = super()._create_crawler(spidercls)
        except KeyError:
            names = "scrapy list names those of copydesk.toml"
            raise UsageError(f"there is no site {spidercls}; {names}", print_help=False) from None
        _refuse_a_second(self.crawled)
        return self.crawled

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            super().run(args, opts)
        except CopydeskError as error:
            print(f"copydesk: {error}", file=sys.stderr)
            self.exitcode = error.exit_code
        if self.crawled is not None and not self.exitcode:
            self.exitcode = int(self.crawled.stats.get_value(EXIT_CODE, 0))


def _refuse_a_second(crawler: Crawler) -> None:
    """The session refuses too, but in the middle of Scrapy's start, with a traceback."""
    site, plan = crawler.settings.get("COPYDESK_SITE"), crawler.settings.get("COPYDESK_PLAN")
    if site is not None and plan is not None:
        with SiteLocks(lock_folder(plan.db)) as locks:
            locks.take(site.name)
