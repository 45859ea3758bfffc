"""`scrapy crawl NAME` that says by its exit code how it went; Scrapy's own says 0 to any crawl."""

import argparse

from scrapy import Spider
from scrapy.commands import crawl
from scrapy.crawler import Crawler

#: The statistic that holds the code. Whoever keeps the run's record sets it.
EXIT_CODE = "copydesk_exit_code"


class Command(crawl.Command):
    """Scrapy finds it by the setting COMMANDS_MODULE."""

    crawled: Crawler | None = None

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        self.crawled = super()._create_crawler(spidercls)
        return self.crawled

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        super().run(args, opts)
        if self.crawled is not None and not self.exitcode:
            self.exitcode = int(self.crawled.stats.get_value(EXIT_CODE, 0))
