"""Reports in SARIF 2.1.0, the form that editors and code hosts show findings in."""

from collections.abc import Iterable
from typing import Any

from .packs import pack
from .report import Finding, Report

_LEVELS = {"warn": "warning", "info": "note", "ask": "none"}


def sarif(reports: Iterable[Report], address: str, lines: bool = False) -> dict[str, Any]:
    """One run over one file. `address` is its path or address; with `lines` each report is one line of it."""
    results: list[dict[str, Any]] = []
    before = 0
    for number, report in enumerate(reports, 1):
        row = number if lines else 1
        results += [_result(report, finding, address, row, before if lines else 0) for finding in report.findings]
        before += len(report.text) + 1
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "ours coach", "rules": _rules(results)}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _result(report: Report, finding: Finding, address: str, row: int, before: int) -> dict[str, Any]:
    place = {"uri": address}
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.ask}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": place,
                    "region": _region(report.text, finding.start, finding.end, row, before),
                }
            }
        ],
        "partialFingerprints": {"oursCoach/v1": finding.fingerprint},
        "rank": round(finding.confidence * 100, 1),
        "properties": {"flag": finding.flag, "why": finding.why},
    }
    if finding.suggestions:
        gone = _region(report.text, *finding.replace, row, before)
        result["fixes"] = [
            {
                "artifactChanges": [
                    {
                        "artifactLocation": place,
                        "replacements": [{"deletedRegion": gone, "insertedContent": {"text": words}}],
                    }
                ]
            }
            for words in finding.suggestions
        ]
    return result


def _region(text: str, start: int, end: int, row: int, before: int) -> dict[str, int]:
    """A place by offset and by line and column, both from `row` and `before`, where the text begins in its file."""
    last = max(start, end)
    return {
        "charOffset": before + start,
        "charLength": end - start,
        "startLine": row + text.count("\n", 0, start),
        "startColumn": start - text.rfind("\n", 0, start),
        "endLine": row + text.count("\n", 0, last),
        "endColumn": last - text.rfind("\n", 0, last),
    }


def _rules(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is said of each rule that found something."""
    flags = pack().flags
    told = {result["ruleId"]: result["properties"]["flag"] for result in results}
    return [
        {
            "id": rule,
            "shortDescription": {"text": flags[flag]["message"]},
            "fullDescription": {"text": flags[flag]["why"]},
        }
        for rule, flag in sorted(told.items())
    ]
