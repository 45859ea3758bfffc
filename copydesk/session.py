"""`copydesk check` from its flags to its exit code."""

import sys
import traceback
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from itertools import chain

from archives.reading import Reading, Tally
from articles import Article
from articles.errors import CopydeskError
from checks.fingerprint import Marked
from checks.protocol import Check, Severity
from checks.registry import all_rules
from copydesk import on_disk
from copydesk.arguments import reading_of
from copydesk.baseline import read_baseline, write_baseline
from copydesk.checking import (
    Collected,
    Threshold,
    collect,
    marked,
    reported,
    rule_texts,
    worst,
)
from copydesk.completeness import allows, gaps, outcome
from copydesk.config import Config, load
from copydesk.decision_file import Decisions, read_decisions
from copydesk.exits import BUG, GATE_FAILED, INCOMPLETE, INTERRUPTED, USAGE, hush_stdout, version
from copydesk.gate import Limits, limits
from copydesk.known import mended_out
from copydesk.progress import Progress
from copydesk.reading import articles_of, check_map, knowledge_of, require_paths
from copydesk.reports import check_targets, wants_color, write_reports
from copydesk.selection import Selection, choose, known_word
from copydesk.suppression import Suppression
from copydesk.timing import Timing
from review.formats._text import visible
from review.model import CheckReport, Reported
from review.summary import closing, counted, statistics


@dataclass(slots=True)
class Session:
    """What one run needs, settled before anything is read; and what it has found."""

    args: Namespace
    config: Config
    selection: Selection
    limits: Limits
    threshold: Threshold
    suppression: Suppression
    reading: Reading
    on_disk: bool
    collected: Collected = field(default_factory=Collected)
    tally: Tally = field(default_factory=Tally)
    timing: Timing = field(default_factory=Timing)
    #: what an engine has to say at the end
    told: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, args: Namespace) -> "Session":
        """Settle everything that can be wrong, so that it is wrong at once."""
        config = load(args.config)
        check_targets(args.output)
        selection = choose(config, list(chain(*args.select)), list(chain(*args.ignore)))
        for word in args.max_rate:
            name, found, _ = word.rpartition("=")
            if found:
                known_word(name, all_rules())
        require_paths(args)
        if args.update_baseline and not (args.baseline or config.baseline):
            raise CopydeskError("--update-baseline needs --baseline FILE")
        reading = reading_of(args, dict(config.columns))
        on_disk_ = not args.show_settings and on_disk.wanted(args, reading)
        if args.timing and args.jobs > 1 and not on_disk_:
            raise CopydeskError("--timing looks at one process: leave out -j, or --engine duckdb")
        session = cls(
            args=args,
            config=config,
            selection=selection,
            limits=limits(config, args.fail_on, args.max_rate, args.max_new),
            threshold=_threshold(args, config),
            suppression=_suppression(args, config),
            reading=reading,
            on_disk=on_disk_,
        )
        if args.update_baseline:
            session.collected.keys = set()
        return session

    def run(self) -> int:
        """Collect, report, and say how it went."""
        started = datetime.now(UTC).isoformat(timespec="seconds") if self.args.timestamps else ""
        stopped = self._collect()
        found = marked(self.collected.findings, self.selection, self.threshold)
        report = self._report(found, started, complete=not stopped)
        heard = write_reports(report, self.args.format, self.args.output)
        code = stopped or self._exit_code(report)
        self._tell(report)
        if not heard:
            hush_stdout()
        if self.args.update_baseline and not stopped:
            self._shrink_baseline()
        return code

    def _collect(self) -> int:
        """0, or the code of what stopped the run; what was found until then is kept."""
        progress = Progress(not (self.args.no_progress or self.args.quiet))
        try:
            knowledge = knowledge_of(self.config, self.selection, self.args.cache_dir)
            checks = self.selection.checks(knowledge)
            if self.on_disk:
                self._collect_on_disk(checks, progress)
            elif self.args.jobs > 1:
                self._collect_by_many(checks, progress)
            else:
                articles = articles_of(self.args, self.config, self.tally)
                if self.args.timing:
                    checks = self.timing.watch(checks)
                collect(self.collected, articles, checks, progress)
        except KeyboardInterrupt:
            return self._stopped(INTERRUPTED)
        except SystemExit as stop:
            return self._stopped(int(stop.code or 0))
        except CopydeskError as error:
            if error.exit_code == USAGE:
                raise
            self._say(str(error))
            return error.exit_code
        except Exception:
            progress.close()
            traceback.print_exc()
            self._say("this is a bug in copydesk, not in your input; what was found follows")
            return BUG
        finally:
            progress.close()
        return 0

    def _stopped(self, code: int) -> int:
        if self.args.work_dir:
            self._say(f"what is finished is kept in {self.args.work_dir}: run the same command")
        return code

    def _collect_on_disk(self, checks: list[Check], progress: Progress) -> None:
        """The same for an archive that memory does not hold."""
        self.told += on_disk.collect_on_disk(
            self.collected, self.args, self.reading, checks, self.tally, progress
        )
        check_map(self.args, self.tally)

    def _collect_by_many(self, checks: list[Check], progress: Progress) -> None:
        """The same over a pool of processes: a batch at a time, in the same order."""
        from archives.engines import local

        def seen(article: Article) -> None:
            self.collected.count(article)
            progress(self.collected)

        paths, jobs = self.args.paths, self.args.jobs
        findings = local.check(paths, self.reading, checks, jobs, tally=self.tally, seen=seen)
        self.collected.findings.extend(findings)
        check_map(self.args, self.tally)

    def _report(self, found: list[Marked], started: str, complete: bool) -> CheckReport:
        listed = list(reported(found, self.selection, self.suppression))
        gate = self.limits.judge(listed, self.collected.articles)
        kept, left = self._listed(listed)
        return CheckReport(
            version=version(),
            rules=rule_texts(self.selection),
            findings=tuple(kept),
            articles=self.collected.articles,
            unreadable=self.collected.unreadable.total(),
            gate=gate,
            complete=complete,
            left_out=left,
            inputs=tuple(self.args.paths),
            notes=tuple(self.suppression.notes()),
            started=started,
            color=wants_color(self.args.color),
            gap=self._gap() if complete and (gate.passed or self.args.exit_zero) else "",
        )

    def _gap(self) -> str:
        """What is missing from the input and not allowed to be."""
        if outcome(self.collected, self.args) != INCOMPLETE:
            return ""
        number = self.collected.unreadable.total()
        if not number:
            return "no article in the input; --allow-empty allows it"
        how = allows(self.collected.loss, self.args)
        return f"{counted(number, 'input')} could not be read; {how}"

    def _listed(self, found: list[Reported]) -> tuple[list[Reported], dict[str, int]]:
        if self.args.new_only:
            found = [each for each in found if each.state == "new"]
        if self.args.max_per_code is None:
            return found, {}
        return worst(found, self.args.max_per_code)

    def _tell(self, report: CheckReport) -> None:
        """The summary, and what could not be read, on stderr."""
        if report.complete or report.unreadable:
            for line in gaps(self.collected, each=self.args.verbose):
                self._say(line)
        if self.args.statistics:
            for line in statistics(report, self.args.statistics):
                print(line, file=sys.stderr)
        if self.args.timing and not self.on_disk:
            for line in self.timing.lines():
                print(line, file=sys.stderr)
        if self.args.quiet:
            return
        for note in (*self.told, *self.tally.lines(), *report.notes):
            self._say(visible(note))
        for line in closing(report):
            print(line, file=sys.stderr)

    def _exit_code(self, report: CheckReport) -> int:
        if not report.gate.passed and not self.args.exit_zero:
            return GATE_FAILED
        return outcome(self.collected, self.args)

    def _shrink_baseline(self) -> None:
        baseline = self.suppression.baseline
        if baseline is None:
            return
        kept = mended_out(baseline, self.collected, self.selection)
        gone = len(baseline.known) - len(kept.known)
        if gone:
            write_baseline(self.args.baseline or self.config.baseline, kept, version())
        self._say(f"baseline: {gone} mended and taken out, {len(kept.known)} left")

    def settings(self) -> Iterator[str]:
        """What holds in this run, a line each."""
        yield f"settings from {self.config.source or 'nowhere: defaults'}"
        yield "rules " + " ".join(rule.code for rule in self.selection.rules)
        for part in (self.limits, self.threshold):
            for each in fields(part):
                yield f"{each.name.replace('_', '-')} {getattr(part, each.name)}"
        for code, options in sorted(self.selection.options.items()):
            yield f"rules.{code} {dict(options)}"
        for entry in self.suppression.entries:
            yield f"ignore {entry.code} {entry.url} until {entry.expires or 'ever'}: {entry.reason}"

    def _say(self, text: str) -> None:
        print(f"copydesk: {text}", file=sys.stderr)


def _threshold(args: Namespace, config: Config) -> Threshold:
    severity = args.min_severity or config.min_severity
    share = config.min_confidence if args.min_confidence is None else args.min_confidence
    return Threshold(Severity[severity.upper()], share)


def _suppression(args: Namespace, config: Config) -> Suppression:
    today = date.today()
    if args.no_suppressions:
        return Suppression(today)
    baseline, decisions = args.baseline or config.baseline, args.decisions or config.decisions
    per_site = {site: list(codes) for site, codes in config.per_site_ignore.items()}
    for site, codes in args.per_site_ignore:
        per_site.setdefault(site, []).extend(codes)
    return Suppression(
        today=today,
        entries=config.suppress,
        per_site=per_site,
        decisions=read_decisions(decisions, today.isoformat()) if decisions else Decisions(),
        baseline=read_baseline(baseline) if baseline else None,
    )
