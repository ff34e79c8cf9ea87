"""Who may sign in, and what they may see and do (账号与权限)."""
