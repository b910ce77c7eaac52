"""Work that belongs to no signed-in person, each piece with the reason why it reads files beyond one person's."""

from enum import StrEnum


class SystemActor(StrEnum):
    """Whoever acts as one of these meets no row filter of the database. Python's policy is asked all the same."""

    POLICY = "policy"
    MIGRATION = "migration"
    VERIFICATION = "verification"
    BACKUP = "backup"
    REFUSALS = "refusals"
    FUND_OFFICE = "fund_office"
    PAIRS = "pairs"
    FIGURES = "figures"
    HAND_OVERS = "hand_overs"
    OWN_UNITS = "own_units"
    SWEEP = "sweep"
    SCANNER = "scanner"
    LOADER = "loader"
    INDEXER = "indexer"
    WHAT_IF = "what_if"
    EMERGENCY = "emergency"
    ADMINISTRATION = "administration"
    ERASURE = "erasure"
    REFERRAL_LINKS = "referral_links"
    INSIGHT = "insight"
    INFORMATION_REQUESTS = "information_requests"
    FILE_LINKS = "file_links"
    DEPLOYMENT = "deployment"
    KEY_ROTATION = "key_rotation"
    POSTS = "posts"
    EMPLOYERS = "employers"
    SIDES = "sides"
    CONFERENCES = "conferences"
    OUTREACH = "outreach"
    CASELOADS = "caseloads"
    DOCUMENTS = "documents"
    TASKS = "tasks"
    MY_DAY = "my_day"
    RECORD_CHECKS = "record_checks"

    @property
    def reason(self) -> str:
        """Why it must read files that are open to nobody in particular."""
        return REASONS[self]


REASONS = {
    SystemActor.POLICY: "works out which files are open to whoever acts, before anything is",
    SystemActor.MIGRATION: "changes every row of a table after an upgrade",
    SystemActor.VERIFICATION: "compares every account, grant and owner with the audit trail",
    SystemActor.BACKUP: "copies every row with pg_dump, which says so by PGOPTIONS (docs/running.md)",
    SystemActor.REFUSALS: "writes into the audit trail which file was refused, and shows nothing of it",
    SystemActor.FUND_OFFICE: "lets the office that owns a fund decide on what was asked of it, without seeing the case",
    SystemActor.PAIRS: "asks two organisations whether they would speak of somebody; shows neither the other's case",
    SystemActor.FIGURES: "counts over cases that the reader may not open, for pages that show rounded numbers alone",
    SystemActor.HAND_OVERS: "tells whoever asked for a handover what became of it, after the case has left them",
    SystemActor.OWN_UNITS: "says whether a provider's own bed is taken; by whose case, only where that is open",
    SystemActor.SWEEP: "asks the rules again for every case whose day has come, and looks for people known twice",
    SystemActor.SCANNER: "hands every paper that waits to the virus scanner",
    SystemActor.LOADER: "writes invented cases for many organisations; tests set their rows up as this",
    SystemActor.INDEXER: "makes every name findable again after an upgrade",
    SystemActor.EMERGENCY: "finds the case that somebody opens in an emergency, which is open to them afterwards",
    SystemActor.ADMINISTRATION: "counts on how many cases a leaver is named; shows the number alone",
    SystemActor.REFERRAL_LINKS: "shows a provider without an account the slice that its link and code open, no more",
    SystemActor.ERASURE: "erases a person wherever they are named, and works the list of erasures off after a restore",
    SystemActor.INSIGHT: "exports days and codes of every case under pseudonyms; opens nothing that is sealed",
    SystemActor.INFORMATION_REQUESTS: "shows whoever asked across the wall what became of it, and nothing of the case",
    SystemActor.FILE_LINKS: "passes what one person alone holds to the next keeper, who alone reads it from then on",
    SystemActor.DEPLOYMENT: "shows whoever is asked to go what they are asked, before the case is open to them",
    SystemActor.POSTS: "says whether a post that several areas pay for is filled; names its holder to none of them",
    SystemActor.EMPLOYERS: "says that two employers have the same person; shows neither the other's entry",
    SystemActor.KEY_ROTATION: "seals and signs every row anew when a key is changed; shows none",
    SystemActor.SIDES: "moves a case to another side of its organisation, where whoever moves it sees it no longer",
    SystemActor.CONFERENCES: "shows a member of a conference the slice that was cut for them, and nothing of the case",
    SystemActor.OUTREACH: "finds the outreach sessions of every organisation that are overdue, and mails their people",
    SystemActor.CASELOADS: "finds imports of cases that wait in any organisation; works on each as whoever began it",
    SystemActor.TASKS: "finds files that anybody asked for, and deletes those that expired; each is made as its asker",
    SystemActor.MY_DAY: "asks whether a conference, visit or offer waits for the reader; shows nothing of it",
    SystemActor.RECORD_CHECKS: "looks for records that contradict each other; shows counts; references to operators",
    SystemActor.DOCUMENTS: "moves sealed documents between the database and an object store, and opens none",
    SystemActor.WHAT_IF: "asks which deadlines would move if rules changed; shows counts and references to operators",
}
