"""Related links and template text, measured.

    python -m benchmarks.related_and_template [extractors] [keep] [judged] [languages] [peers]
                                              [recall] [site] [speed]

extractors  per extractor: labelled residue lines that are flagged, content lines wrongly flagged
keep        findings on the segments that must be in the body, and on hand-made bodies
judged      precision on the findings that were read by eye, by two readers who did not see each
            other's verdicts, and how far they agree
languages   per language: attested labels, findings, judged precision
peers       the same labelled lines beside a naive label regex, ftfy and line rules of C4 and Gopher
recall      residue lines that a reader called template text: the share that is flagged
site        residue lines of sites with five pages or more: lists alone, and with lines learnt
speed       megabytes of text a CPU second, all rules for one article together

Needs the evaluation data beside the checkout (`../shared/data`). The texts are made by another
project's extractor (resiliparse, main content, links dropped): what a reader of an archive gets.
"""

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from time import process_time

import ftfy
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

from articles import Article, Kind
from articles.fold import fold, words
from articles.page import read_page
from articles.text import read_text
from checks.knowledge import Knowledge
from checks.lines.lexicon import labels
from checks.lines.repeated import fold_line
from checks.protocol import Check, Finding
from checks.registry import all_rules, build
from checks.runner import run

DATA = Path(__file__).parents[1].parent / "shared" / "data"
VERDICTS = Path(__file__).parent / "related_and_template_verdicts.jsonl"
LINES = Path(__file__).parent / "related_and_template_lines.jsonl"
ONE_ARTICLE = ("REL1", "TPL1", "TXT1")
GOLD = ("fundus", "scrapinghub", "cleanportaleval", "andythefactory")
WHOLE_PAGE = ("html-text", "inscriptis")


def rules(*prefixes: str) -> list[Check]:
    """The rules whose codes begin so, ready to run."""
    return [build(r, Knowledge()) for r in all_rules() if r.code.startswith(prefixes)]


def rows(name: str) -> Iterator[dict]:
    path = DATA / name
    packed = not path.exists()
    data = gzip.decompress(Path(f"{path}.gz").read_bytes()) if packed else path.read_bytes()
    yield from map(json.loads, data.decode("utf-8").splitlines())


def sets() -> list[str]:
    return sorted(path.stem for path in (DATA / "articles").glob("*.jsonl"))


def half(key: str) -> str:
    """Which half of the data an id belongs to, by its hash."""
    return "first half" if blake2b(key.encode(), digest_size=1).digest()[0] % 2 else "second half"


def flagged(lines: list[str], checks: list[Check], **facts: str) -> dict[int, list[Finding]]:
    """Findings by the number of the line that they stand in."""
    text = "\n\n".join(line.replace("\n", " ") or "-" for line in lines)
    article = read_text(text, **facts)
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in look([article], checks):
        found[(finding.span.line - 1) // 2].append(finding)
    return found


def look(articles: Iterable[Article], checks: list[Check]) -> Iterator[Finding]:
    for article in articles:
        for check in checks:
            yield from check.look(article)


def extractors() -> None:
    """Labelled lines of twelve extractors: flagged at warning and above, and at info too."""
    checks = rules(*ONE_ARTICLE)
    lines: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str, bool]] = Counter()
    for row in rows("residue/extractor_output_labelled.jsonl"):
        found = flagged(row["lines"], checks, url=row["url"])
        for number, label in enumerate(row["labels"]):
            lines[row["extractor"], label] += 1
            grave = any(f.severity > 1 for f in found.get(number, ()))
            hits[row["extractor"], label, True] += grave
            hits[row["extractor"], label, False] += number in found
    print("labelled lines: residue flagged (warning+), with info; content wrongly flagged (same)")
    for name in sorted({name for name, _ in lines}):
        _line(name, lines, hits)
    content = sum(n for (_, label), n in lines.items() if label == "content")
    for grave, word in ((True, "warning+"), (False, "with info")):
        wrong = sum(n for (_, lab, g), n in hits.items() if lab == "content" and g is grave)
        print(
            f"  content lines wrongly flagged, {word}: {wrong} of {content} = {wrong / content:.5f}"
        )


def _line(name: str, lines: Counter, hits: Counter) -> None:
    residue, content = lines[name, "residue"], lines[name, "content"]
    print(
        f"  {name:<15} residue {residue:>6}  {hits[name, 'residue', True] / residue:6.3f}"
        f" {hits[name, 'residue', False] / residue:6.3f}   content {content:>5}"
        f"  {hits[name, 'content', True]:>3} {hits[name, 'content', False]:>3}"
    )


def keep() -> None:
    """Segments that must be in the body, alone and together; hand-made bodies."""
    checks = rules(*ONE_ARTICLE)
    found, segments = Counter(), 0
    for row in rows("articles/trafilatura.jsonl"):
        kept = [s.strip() for s in row.get("with") or () if s.strip()]
        segments += len(kept)
        for lines in ([kept] if kept else []) + [[segment] for segment in kept]:
            for hits in flagged(lines, checks, url=row["url"] or "").values():
                found.update(f.code for f in hits)
    print(f"must-keep segments: {segments}, findings: {sum(found.values())} {dict(found)}")
    found, total = Counter(), 0
    for name in GOLD:
        for row in rows(f"articles/{name}.jsonl"):
            body = [line for line in (row["body"] or "").split("\n\n") if line.strip()]
            total += len(body)
            for hits in flagged(body, checks, url=row["url"] or "").values():
                found.update(f.code for f in hits)
    print(f"hand-made body lines: {total}, findings: {sum(found.values())} {dict(found)}")
    print("  (read by eye: all but two of them are residue that the hand-made bodies kept)")


@cache
def texts() -> tuple[Article, ...]:
    """Every saved page as a plain text without links."""
    return tuple(_text(row) for name in sets() for row in rows(f"articles/{name}.jsonl"))


def _text(row: dict) -> Article:
    page = bytes_to_str(_page(row), detect_encoding(_page(row), from_html_meta=True))
    text = extract_plain_text(page, main_content=True, links=False, alt_texts=False)
    return read_text(text, url=row["url"] or "", id=row["id"], language=row["lang"] or "")


def _page(row: dict) -> bytes:
    return gzip.decompress((DATA / "articles" / row["html"]).read_bytes())


@cache
def pages() -> tuple[Article, ...]:
    """Every saved page, read as a page."""
    return tuple(
        read_page(_page(row), url=row["url"] or "", id=row["id"])
        for name in sets()
        for row in rows(f"articles/{name}.jsonl")
    )


def _mark(finding: Finding) -> str:
    return _digest(finding.quote)


@cache
def crawled() -> tuple[Article, ...]:
    """Articles as a pipeline stored them."""
    return tuple(
        read_text(r["text"] or "", url=r["url"] or "", id=r["id"], headline=r["title"] or "")
        for r in rows("crawled_text/crawled.jsonl")
    )


@cache
def found() -> tuple[tuple[str, Finding, tuple[str, str]], ...]:
    """All findings on texts, pages and crawled texts, with the verdicts of the two readers."""
    verdicts = {
        (v["source"], v["article"], v["code"], v["quote"]): (v["verdict"], v["second"])
        for v in map(json.loads, VERDICTS.read_text(encoding="utf-8").splitlines())
    }
    return tuple(
        (source, f, verdicts.get((source, f.span.article.id, f.code, _mark(f)), ("", "")))
        for source, articles in (("text", texts()), ("page", pages()), ("crawled", crawled()))
        for f in look(articles, rules(*ONE_ARTICLE))
    )


def judged() -> None:
    """Precision on the judged findings that are still reported, per rule, half and reader."""
    print("findings on texts, pages and crawled texts: right/judged per half, first reader;")
    print("then the second reader, who chose without regard to the halves; and all there are")
    groups: dict[str, Counter] = defaultdict(Counter)
    for source, finding, (first, second) in found():
        part, family = half(finding.span.article.id), finding.code[:3]
        for name in (f"{finding.code} {source}", family, f"{family} {finding.severity}"):
            groups[name][part, first] += 1
            groups[name]["second reader", second] += 1
            groups[name]["both", first, second] += 1
    for name in sorted(groups):
        _precision(name, groups[name])
    for name in ("REL", "TPL"):
        _agreement(name, groups[name])


def _precision(name: str, counts: Counter) -> None:
    line = [f"  {name:<15}"]
    for part in ("first half", "second half", "second reader"):
        right, wrong = counts[part, "right"], counts[part, "wrong"]
        share = f"{right / (right + wrong):.3f}" if right + wrong else "  -  "
        line.append(f"{part} {right:>3}/{right + wrong:<3} {share}")
    print("  ".join(line), f" of {sum(n for key, n in counts.items() if key[0] == 'both')}")


def _agreement(name: str, counts: Counter) -> None:
    """How often the readers of one finding agree, and Cohen's kappa, which takes chance away."""
    table = {(a, b): counts["both", a, b] for a in _VERDICTS for b in _VERDICTS}
    number = sum(table.values())
    same = sum(table[v, v] for v in _VERDICTS) / number
    by_chance = sum(
        sum(table[v, b] for b in _VERDICTS) * sum(table[a, v] for a in _VERDICTS) for v in _VERDICTS
    )
    by_chance /= number**2
    kappa = (same - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0
    print(f"  {name}: read by both {number}, agreed {same:.3f}, kappa {kappa:.2f}")


_VERDICTS = ("right", "wrong")


def languages() -> None:
    """What is attested, found and judged per language. Below ten judged: unproven."""
    language = {article.id: article.language[:2].lower() for article in _all()}
    attested = Counter(label.language for label in labels() if label.attested)
    listed = Counter(label.language for label in labels())
    counts: dict[str, Counter] = defaultdict(Counter)
    for _, finding, (first, second) in found():
        family = finding.code[:3]
        counts[language[finding.span.article.id]][family, _stricter(first, second)] += 1
    print("language: related labels (attested/listed); REL, TPL, TXT right/judged of all")
    for name in sorted({*counts, *listed}):
        cells = [_cell(counts[name], family) for family in ("REL", "TPL", "TXT")]
        total = sum(n for (_, v), n in counts[name].items() if v)
        proven = "" if total >= 10 else "unproven"
        print(f"  {name or '?':<3} {attested[name]:>3}/{listed[name]:<3}", *cells, proven)


def _all() -> Iterator[Article]:
    for articles in (crawled(), pages(), texts()):
        yield from articles


def _stricter(first: str, second: str) -> str:
    """The two verdicts as one: wrong where one reader said so."""
    return "wrong" if "wrong" in (first, second) else first or second


def _cell(counts: Counter, family: str) -> str:
    right, wrong = counts[family, "right"], counts[family, "wrong"]
    return f"{family} {right:>3}/{right + wrong:<3} of {right + wrong + counts[family, '']:<5}"


_NAIVE = re.compile(
    r"(?i)^\W*(?:see also|read (?:more|also|next)|also read|related|more (?:from|on)|recommended|"
    r"most (?:read|popular)|advertisement|sign up|subscribe|share (?:this|on)|follow us)\b"
)
_C4 = re.compile(r"(?i)lorem ipsum|javascript|cookie|terms of use|privacy policy|use of cookies|\{")


def _c4(line: str) -> bool:
    """C4 keeps a line that ends a sentence, has three words and holds none of these words."""
    ends = line.rstrip().endswith((".", "!", "?", '"', "”"))
    return not ends or len(line.split()) < 3 or bool(_C4.search(line))


def _gopher(line: str) -> bool:
    """Gopher and FineWeb count bullets, ellipses and short lines; here applied line by line."""
    return line.lstrip()[:1] in "•-*" or line.rstrip().endswith(("...", "…")) or len(line) < 30


def peers() -> None:
    """Labelled lines of extractors that look for the article, not of those that print the page."""
    checks = rules(*ONE_ARTICLE)
    tried = {
        "naive labels": lambda line: bool(_NAIVE.search(line)),
        "ftfy": lambda line: ftfy.fix_encoding(line) != line,
        "C4 lines": _c4,
        "Gopher lines": _gopher,
    }
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows("residue/extractor_output_labelled.jsonl"):
        if row["extractor"] in WHOLE_PAGE:
            continue
        ours = flagged(row["lines"], checks, url=row["url"])
        for number, (line, label) in enumerate(zip(row["lines"], row["labels"], strict=True)):
            counts["lines", label] += 1
            counts["copydesk", label] += number in ours
            counts.update((name, label) for name, test in tried.items() if test(line))
    print("labelled lines of ten extractors: share of residue, share of content that is flagged")
    for name in ("copydesk", *tried):
        caught = counts[name, "residue"] / counts["lines", "residue"]
        wrong = counts[name, "content"] / counts["lines", "content"]
        print(f"  {name:<14} residue {caught:.3f}   content {wrong:.5f}")
    print("  (most residue lines are headlines, bylines and captions, which are no template text)")


def recall() -> None:
    """Residue lines that a reader called template text or a related link, in two random samples."""
    judged_ = {
        (row["page"], row["line"]): row
        for row in map(json.loads, LINES.read_text(encoding="utf-8").splitlines())
    }
    checks, hit, seen = rules(*ONE_ARTICLE), Counter(), set()
    for row in rows("residue/extractor_output_labelled.jsonl"):
        ours = flagged(row["lines"], checks, url=row["url"])
        for number, line in enumerate(row["lines"]):
            key = (row["page"], _digest(line))
            if key in judged_ and judged_[key]["template"]:
                seen.add(key)
                hit[key] |= number in ours
    for sample, word in ((1, "its misses were read"), (2, "drawn after that")):
        keys = [key for key in seen if judged_[key]["sample"] == sample]
        caught = sum(hit[key] for key in keys)
        print(f"template lines, sample {sample} ({word}): {caught} of {len(keys)}, lists alone")

    _related_recall(checks)


def _related_recall(checks: list[Check]) -> None:
    """Lines that the data's makers labelled as related links and residue, in their documents."""
    cues = [r for r in rows("residue/cue_lines.jsonl") if r["kind"] == "related link"]
    wanted = {(r["page"], fold(r["line"])): False for r in cues if r["label"] == "residue"}
    for row in rows("residue/extractor_output_labelled.jsonl"):
        if any(page == row["page"] for page, _ in wanted):
            ours = flagged(row["lines"], checks, url=row["url"])
            for number, line in enumerate(row["lines"]):
                if (key := (row["page"], fold(line))) in wanted:
                    wanted[key] |= any(f.code in _RELATED for f in ours.get(number, ()))
    missed = sorted(page for (page, _), hit in wanted.items() if not hit)
    print(f"labelled related lines: {sum(wanted.values())} of {len(wanted)}, missed on {missed}")


_RELATED = ("REL101", "REL102", "TXT102", "TPL108")


def _digest(line: str) -> str:
    return blake2b(fold(line).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def site() -> None:
    """Sites with five pages or more: lines that the hand-made body lacks."""
    gold = {
        r["id"]: words(r["body"]) for n in GOLD for r in rows(f"articles/{n}.jsonl") if r["body"]
    }
    sites: dict[str, list[Article]] = defaultdict(list)
    for article in texts():
        if article.id in gold:
            sites[article.site].append(article)
    counts: Counter[str] = Counter()
    for articles in (each for each in sites.values() if len(each) >= 5):
        learnt = {fold_line(f.quote) for f in run(rules("TPL201"), articles)}
        for article in articles:
            counts.update(_of_article(article, gold[article.id], learnt))
    print(f"lines of {sum(len(s) >= 5 for s in sites.values())} sites with five pages or more:")
    for word in ("repeated residue", "residue", "content"):  # repeated: on two pages or more
        lists, both, all_ = (counts[f"{word} {x}"] for x in ("lists", "both", "all"))
        print(f"  {word:<17} {all_:>5}  lists {lists / all_:.3f}  with learnt {both / all_:.3f}")


def _of_article(article: Article, body: str, learnt: set[str]) -> Iterator[str]:
    blocks = {f.span.block for f in look([article], rules(*ONE_ARTICLE))}
    for index, block in enumerate(article.blocks):
        line = words(block.text)
        if not line or block.kind in (Kind.HEADLINE, Kind.BYLINE, Kind.DATELINE):
            continue
        inside = f" {line} " in f" {body} "
        again = fold_line(block.text) in learnt
        kinds = ["content"] if inside else ["residue"]
        if not inside and _stands_often(article.site, fold_line(block.text)):
            kinds.append("repeated residue")
        for kind in kinds:
            yield f"{kind} all"
            if index in blocks:
                yield f"{kind} lists"
            if index in blocks or again:
                yield f"{kind} both"


@cache
def _line_counts() -> Counter:
    return Counter(
        (article.site, line)
        for article in texts()
        for line in {fold_line(block.text) for block in article.blocks}
    )


def _stands_often(site_: str, line: str) -> bool:
    return _line_counts()[site_, line] > 1


def speed() -> None:
    """Hand-made bodies and crawled texts, read beforehand."""
    bodies = [r["body"] for n in GOLD for r in rows(f"articles/{n}.jsonl") if r["body"]]
    bodies += [r.get("text") or r.get("body") or "" for r in rows("crawled_text/crawled.jsonl")]
    articles = [read_text(body) for body in bodies]
    size = sum(len(body.encode()) for body in bodies) / 1e6
    checks = rules(*ONE_ARTICLE)
    list(look(articles[:1], checks))
    begin = process_time()
    number = sum(1 for _ in look(articles, checks))
    spent = process_time() - begin
    print(f"{len(articles)} articles, {size:.1f} MB, {number} findings: {size / spent:.1f} MB/s")


if __name__ == "__main__":
    PARTS = {
        f.__name__: f for f in (extractors, keep, judged, languages, peers, recall, site, speed)
    }
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
