"""The parts of a usual Scrapy project that keeps raw files and a database."""

from io import BytesIO
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Column, MetaData, Table, Text, create_engine
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


class RawFiles:
    """A downloader middleware that writes every response as WARC, by warcio with its defaults."""

    def __init__(self, folder: str) -> None:
        self.file = (Path(folder) / "raw.warc.gz").open("wb")
        self.writer = WARCWriter(self.file, gzip=True)

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        return cls(crawler.settings["BENCH_FOLDER"])

    def process_response(self, request: Any, response: Any) -> Any:
        headers = [
            (name.decode(), value.decode())
            for name, values in response.headers.items()
            for value in values
        ]
        told = StatusAndHeaders(f"{response.status} OK", headers, protocol="HTTP/1.1")
        record = self.writer.create_warc_record(
            response.url, "response", payload=BytesIO(response.body), http_headers=told
        )
        self.writer.write_record(record)
        return response


class Articles:
    """An item pipeline that stores every item in SQLite, one transaction each."""

    def __init__(self, folder: str) -> None:
        self.engine = create_engine(f"sqlite:///{folder}/articles.db")
        fields = (Column("url", Text, primary_key=True), Column("article", Text))
        self.table = Table("article", MetaData(), *fields)
        self.table.create(self.engine)

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        return cls(crawler.settings["BENCH_FOLDER"])

    def process_item(self, item: Any) -> Any:
        with self.engine.begin() as connection:
            connection.execute(self.table.insert().values(**item))
        return item

    def close_spider(self) -> None:
        self.engine.dispose()
