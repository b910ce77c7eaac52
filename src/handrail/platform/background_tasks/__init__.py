"""Long work beside the pages: files that somebody asked for, made by `handrail work` through Django's tasks."""
