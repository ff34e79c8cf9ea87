"""The API (接口) under /api/v1: the same doors as the pages, for programs."""
