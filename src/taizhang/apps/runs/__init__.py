"""Long work: state, progress and result (运行任务)."""
