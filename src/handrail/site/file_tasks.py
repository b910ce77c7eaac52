"""The tasks that `handrail work` makes files by, as Django's tasks name them: nothing else can be enqueued or run."""

FILE_TASKS = frozenset(
    {
        "handrail.people.workspace.case_list_file.make_case_list_file",
        "handrail.people.personal_data.subject_access_file.make_subject_access_file",
    }
)
