"""Foreign formats in and out: csv, xlsx, jsonl, txt; no Django."""
