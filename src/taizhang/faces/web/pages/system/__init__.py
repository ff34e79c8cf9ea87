"""The system: accounts and grants, backups, verifying, the log, runs, and what is kept where."""
