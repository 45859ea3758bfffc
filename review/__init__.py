"""How findings are shown: outputs for machines and people, the report, the review page."""
