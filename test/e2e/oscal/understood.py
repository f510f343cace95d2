"""Reads OSCAL assessment results into trestle's model, which refuses whatever the OSCAL schema does not know, and prints them as they were understood."""

import sys

from trestle.oscal.assessment_results import Model

for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        results = Model.model_validate_json(file.read()).assessment_results
    print(results.metadata.oscal_version.model_dump(), len(results.results[0].observations), len(results.results[0].findings or []))
