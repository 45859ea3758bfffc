"""What is asked after a redirect: another page has other validators."""

from scrapy import Request

from articles.addresses.canonical import canonical


class Redirected:
    """Downloader middleware. An answer 304 from where a page leads to would say nothing of which
    article is there: validators go on only to another form of the same address."""

    def process_request(self, request: Request) -> None:
        came_from = request.meta.get("redirect_urls")
        if came_from and canonical(came_from[0]) != canonical(request.url):
            for name in ("If-None-Match", "If-Modified-Since"):
                request.headers.pop(name, None)
