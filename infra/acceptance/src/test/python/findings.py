"""Recomputes the findings about a product's imported history from the raw entries, by nothing but Python's own library.

Usage: findings.py ENTRIES PRODUCT; ENTRIES is what /v1/entries answers, one entry a line. Prints one JSON array a finding, in
order: rule, subject, key, cited positions, what is missing between which positions, and where it began and ended. It knows the
default policy and what an importer can say; anything else in the product's streams ends it with an error.
"""

import json
import sys
from datetime import datetime, timedelta, timezone
from fractions import Fraction

MOST_CHANGE_AGE = 60 * 24 * 60 * 60
HOTFIX_OBLIGATIONS = ("MERGED_BACK", "INCIDENT_LOGGED", "PROPER_FIX_SCHEDULED")
MOST_CITED = 20
EXPECTED = {
    "release-planned", "change-added", "evidence-recorded", "stage-approval-reconstructed", "stage-handed-over",
    "deployment-started", "deployment-advanced", "deployment-verified", "notes-published", "release-completed",
}
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def seconds(text):
    """A time as exact seconds: datetime knows no nanoseconds."""
    whole, _, fraction = text.rstrip("Z").partition(".")
    base = datetime.strptime(whole, "%Y-%m-%dT%H:%M:%S").replace(tzinfo=timezone.utc)
    return Fraction((base - EPOCH) // timedelta(seconds=1)) + (Fraction(int(fraction), 10 ** len(fraction)) if fraction else 0)


def kind(entry):
    return entry["type"].removeprefix("dev.releaseledger.release.").removesuffix(".v1")


def judged(entry):
    return entry.get("occurredat", entry["time"])


def findings(subject, entries):
    found = []

    def find(rule, key, cited, missing, since):
        found.append([rule, subject, key, sorted(set(cited)), missing, since["position"], judged(since), None])

    plan = entries[0]
    hotfix = plan["data"]["kind"] == "HOTFIX"
    for entry in entries:
        if kind(entry) not in EXPECTED:
            raise SystemExit(f"an importer does not say {entry['type']} of {subject}")
    starts = [e for e in entries if kind(e) == "deployment-started" and e["data"]["environment"] == "production"]
    deployed = {start["data"]["deploymentId"] for start in starts}
    verified = [e for e in entries if kind(e) == "deployment-verified" and e["data"]["deploymentId"] in deployed]
    completed = next((e for e in entries if kind(e) == "release-completed"), None)
    told = next((e for e in entries if kind(e) == "notes-published"), None)

    for start in starts:
        at = start["position"]
        key = "deployment/" + start["data"]["deploymentId"]
        content = [e for e in entries if kind(e) == "change-added" and e["position"] < at]
        # Nothing that an importer says ticks the item: nobody confirmed a rollback plan.
        find("no-way-back", key, [at], [plan["position"], at], start)

        def merged(change):
            return seconds(change["data"].get("mergedAt") or judged(change))

        old = [e for e in content if seconds(judged(start)) - merged(e) > MOST_CHANGE_AGE]
        if start["data"]["strategy"] == "BIG_BANG" and old:
            oldest = min(old, key=lambda e: (merged(e), e["position"]))
            find("big-bang-of-many-months", key, [oldest["position"], at], None, start)

        if hotfix:
            reviews = [e for e in entries if kind(e) == "evidence-recorded"
                       and e["data"]["criterion"] == "code-reviewed" and e["position"] < at]
            # What was added after the evidence is not covered by it.
            passed = reviews[-1]["position"] if reviews and reviews[-1]["data"]["outcome"] == "PASSED" else None
            alone = [e["position"] for e in content
                     if not any(who != e["data"]["author"] for who in e["data"]["reviewers"])
                     and (passed is None or passed < e["position"])]
            if alone or not content and passed is None:
                find("hotfix-without-review", key, [at] + alone[:MOST_CITED], [plan["position"], at], start)

        works = next((e for e in verified if e["data"]["deploymentId"] == start["data"]["deploymentId"]), None)
        if works and completed and completed["position"] > works["position"]:
            span = [works["position"], completed["position"]]
            find("not-watched-after-deployment", key, span, span, completed)

    if starts and completed and not (told and told["position"] < completed["position"]):
        find("stakeholders-not-told", "release", [starts[0]["position"], completed["position"]],
             [plan["position"], completed["position"]], completed)
        if told:
            found[-1][-1] = told["position"]
    if hotfix and verified:
        for obligation in HOTFIX_OBLIGATIONS:
            find("clean-up-open", "hotfix/" + obligation, [verified[0]["position"]], None, verified[0])
    return found


def main(path, product):
    streams = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            if entry["subject"].startswith("release/"):
                streams.setdefault(entry["subject"], []).append(entry)
    for subject, entries in streams.items():
        if entries[0]["data"].get("product") == product:
            for finding in findings(subject, entries):
                print(json.dumps(finding))


if __name__ == "__main__":
    main(*sys.argv[1:])
