"""Reads policy documents as a JSON list of {"id", "kind", "text"} and writes the findings of parliament as a JSON list."""

import json
import sys

from parliament import analyze_policy_string


def findings(document):
    policy = json.loads(document["text"])
    if document["kind"] != "identity":
        # parliament knows identity policies. In one that hangs on a resource, the resource is known without being named.
        for statement in policy["Statement"]:
            statement.setdefault("Resource", "*")
    analysed = analyze_policy_string(json.dumps(policy), include_community_auditors=document["kind"] == "identity")
    return [{"id": document["id"], "kind": document["kind"], "issue": f.issue, "detail": str(f.detail)} for f in analysed.findings]


json.dump([finding for document in json.load(sys.stdin) for finding in findings(document)], sys.stdout)
