"""Settings as one short story: where data lives, who may come in, how pages are made.

Everything that differs between places comes from the environment (see docs/running.md); with nothing set,
Handrail runs on this machine alone, on SQLite under var/, with the keys that `handrail keys make` put there.
"""

from pathlib import Path
from secrets import token_urlsafe

from handrail.site import environment as env
from handrail.site import mail_environment as mail

VAR = env.get_var_folder()
PACKAGE = Path(__file__).resolve().parents[1]
VAR.mkdir(parents=True, exist_ok=True)

# --- secrets ---------------------------------------------------------------------------------------------
SECRET_KEY = (
    env.read_key("HANDRAIL_SECRET_KEY", VAR / "secrets" / "django.key") or token_urlsafe()
)  # without one a command signs what ends with it; `handrail serve` refuses
VAULT_MASTER_KEY = env.read_key("HANDRAIL_VAULT_MASTER_KEY", VAR / "secrets" / "vault-master.key")
AUDIT_KEY = env.read_key("HANDRAIL_AUDIT_KEY", VAR / "secrets" / "audit.key")
VAULT_NEW_MASTER_KEY = env.read_variable("HANDRAIL_VAULT_NEW_MASTER_KEY")  # while they are being changed
AUDIT_NEW_KEY = env.read_variable("HANDRAIL_AUDIT_NEW_KEY")
VAULT_TRAIL = "handrail.platform.audit.key_changes.record_key_change"
VAULT_RESEALERS = ("handrail.platform.access.authenticator_resealing.reseal_authenticator_secrets",)
AUDIT_RESIGNERS = ("handrail.platform.signin.mac_renewal.renew_macs_of_ways_to_sign_in",)
AUDIT_HEADS = Path(env.get_text_variable("HANDRAIL_AUDIT_HEADS", str(VAR / "audit-heads.log")))
AUDIT_HEADS_COPIES = env.get_list_variable("HANDRAIL_AUDIT_HEADS_COPIES", [])  # more files, on other disks
AUDIT_HEADS_MAIL = env.get_list_variable(
    "HANDRAIL_AUDIT_HEADS_MAIL", []
)  # who is sent the newest head once a day
AUDIT_CHECKPOINT_PLACES = ("handrail.platform.vault.checkpoint_copies.KeyStoreCheckpointCopyStore",)
AUDIT_VERIFICATIONS = (
    "handrail.people.records.case_owner_verification.verify_case_owners",
)  # beside the trail's own

# --- where data lives ------------------------------------------------------------------------------------
DATABASES = {
    "default": env.get_database_settings("HANDRAIL_DATABASE_URL", VAR / "handrail.sqlite3", holds_files=True),
    "keys": env.get_database_settings(
        "HANDRAIL_KEYS_DATABASE_URL", VAR / "keys.sqlite3", outlives_power_cuts=True
    ),
}
env.raise_unless_databases_differ(DATABASES)
DATABASE_ROUTERS = ["handrail.platform.vault.router.KeyStoreRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- this place ------------------------------------------------------------------------------------------
DEBUG = env.get_flag_variable("HANDRAIL_DEBUG", default=False)
ALLOWED_HOSTS = env.get_list_variable("HANDRAIL_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.get_list_variable("HANDRAIL_ORIGINS", [])
BEHIND_TLS = env.get_flag_variable("HANDRAIL_TLS", default=False)
PROXIES = env.get_list_variable(  # that are believed when they say whom they ask for, and by https or not
    "HANDRAIL_PROXIES", ["127.0.0.1", "::1"] if BEHIND_TLS else []
)
PRIVATE_NETWORK = env.get_flag_variable(env.PRIVATE_NETWORK, default=False)
TRAINING = env.get_flag_variable(
    "HANDRAIL_TRAINING", default=False
)  # the band that says every person is invented
SHOWS_GALLERY = TRAINING or DEBUG  # /design/, for designers and tests
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
TIME_ZONE = "Europe/London"
env.raise_unless_bank_holiday_changes_readable()
USE_I18N = True
TEXT_SOURCES = "handrail.site.text_sources.SOURCES"
WELSH_DRAFTS = env.get_flag_variable(
    "HANDRAIL_WELSH_DRAFTS", default=TRAINING
)  # shows Welsh that no translator has checked
USE_TZ = True
SUPPORT_CONTACT = env.get_text_variable("HANDRAIL_SUPPORT_CONTACT", "")  # none: help names no one to call
OCDS_PREFIX = env.get_text_variable("HANDRAIL_OCDS_PREFIX", "ocds-000000")

# --- packages, from the ground up ------------------------------------------------------------------------
INSTALLED_APPS = [
    "handrail.platform.reference",
    "handrail.platform.vault",
    "handrail.platform.audit",
    "handrail.platform.access",
    "handrail.platform.documents",
    "handrail.platform.outbox",
    "handrail.platform.calendar_feed",
    "handrail.platform.background_tasks",
    "handrail.platform.monitoring",
    "handrail.platform.administration",
    "handrail.platform.followups",
    "handrail.platform.surveys",
    "handrail.platform.files",
    "handrail.directory",
    "handrail.directory.housing",
    "handrail.directory.funds",
    "handrail.directory.stores",
    "handrail.directory.practitioners",
    "handrail.people.records",
    "handrail.people.cases",
    "handrail.people.housing",
    "handrail.people.money",
    "handrail.people.bags",
    "handrail.people.referral_form",
    "handrail.people.recovery",
    "handrail.people.separate_files",
    "handrail.people.matching",
    "handrail.people.conferences",
    "handrail.people.information_requests",
    "handrail.people.justice",
    "handrail.people.contacts",
    "handrail.people.deployment",
    "handrail.insight.review_gaps",
    "handrail.insight.facts",
    "handrail.insight.publication",
    "handrail.insight.signals",
    "handrail.insight.provision_gaps",
    "handrail.insight.take_up",
    "handrail.insight.cited_figures",
    "handrail.insight.packs",
    "handrail.insight.monitoring_returns",
    "handrail.insight.survey_results",
    "handrail.people.unusual_use",
    "handrail.people.emergencies",
    "handrail.people.personal_data",
    "handrail.people.caseload_import",
    "handrail.areas.recommendations",
    "handrail.areas.oversight",
    "handrail.areas.bids",
    "handrail.areas.needs",
    "handrail.areas.partnerships",
    "handrail.areas.commissioning",
    "handrail.areas.prevention",
    "handrail.areas.intelligence",
    "handrail.areas.calls",
    "handrail.areas.practices",
    "handrail.areas.reports",
    "handrail.areas.home",
    "handrail.platform.signin",
    "handrail.platform.ui",
    "handrail.platform.i18n",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "axes",
    "anymail",
]

MIDDLEWARE = [
    "handrail.platform.monitoring.middleware.RequestMetricsMiddleware",
    "handrail.platform.access.row_security.middleware.RowSecurityMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "handrail.platform.ui.request_checks.CrossOriginResponseHeadersMiddleware",
    "handrail.platform.monitoring.middleware.AnswerHealthProbesMiddleware",
    "handrail.platform.monitoring.middleware.RefuseRequestsIfKeysDoNotFitMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "handrail.platform.ui.access_control.NoStoreMiddleware",
    "handrail.platform.ui.request_checks.RefuseUnsafeRequestsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "handrail.platform.ui.request_encoding.RefuseNonUtf8RequestsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "handrail.platform.signin.request_source.RequestSourceMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "handrail.platform.i18n.language_choice.LanguageMiddleware",
    "handrail.platform.ui.request_rates.RequestRatesMiddleware",
    "handrail.platform.signin.session_limits.SessionLimitsMiddleware",
    "handrail.platform.signin.hidden_screen.HiddenScreenMiddleware",
    "handrail.platform.ui.access_control.SecondFactorMiddleware",
    "handrail.platform.signin.device_cookie.DeviceCookieMiddleware",
    "axes.middleware.AxesMiddleware",
]
CALL_PAGE_PROVIDERS = {  # what rooms above calls add to its pages (areas/calls/page_data_providers.py)
    "quoted_bodies": "handrail.areas.reports.queries.quoted_bodies.find_quoted_body_codes_if_begun",
    "unfinished_plans": "handrail.areas.practices.queries.planned_practices.list_unfinished_planned_practices",
    "outcome_names": "handrail.areas.practices.planned_practice_outcomes.OUTCOME_NAMES",
}
CITING_SPECIFICATION_PROVIDERS: tuple[str, ...] = (
    "handrail.areas.commissioning.queries.citing_specifications.list_clauses_citing_evaluation_comparisons",
)
# of rooms above bids: which specifications cite lines of evaluations (areas/bids/citing_specifications.py)
INTENTION_SERVICE_PROVIDERS: tuple[str, ...] = (
    "handrail.areas.commissioning.queries.services_from_intentions.list_services_from_intentions",
)
# of rooms above needs: which services came of commissioning intentions (areas/needs/services_from_intentions.py)
ROOT_URLCONF = "handrail.site.urls"
RECORD_CHECKS = "handrail.site.record_checks.RECORD_CHECKS"
NAVIGATION = "handrail.site.navigation.NAVIGATION"  # the entries at the top of every page
# Rows of My day of rooms above people, and cards of the area roles' home of rooms of people.
MORE_DAY_ROW_PROVIDERS = "handrail.site.home_rows.MORE_DAY_ROW_PROVIDERS"
MORE_HOME_CARDS = "handrail.site.home_rows.MORE_HOME_CARDS"
WSGI_APPLICATION = "handrail.site.wsgi.application"
CASE_FIGURES = (
    "handrail.site.case_figure_functions.CASE_FIGURES"  # what pages of the directory count over cases
)

# --- figures (docs/decisions/figures.md) -----------------------------------------------------------------------
INSIGHT_FILES = Path(env.get_text_variable("HANDRAIL_INSIGHT_FILES", str(VAR / "insight")))  # sealed
INSIGHT_ENGINE = env.get_text_variable("HANDRAIL_INSIGHT_ENGINE", "duckdb")  # docs/scaling.md
ERASURE_FOLLOW_UPS = (
    "handrail.insight.facts.actions.erased_people.anonymise_erased_people_on_commit",
)  # what rooms above people do when a person is erased

# --- who may come in -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "handrail.platform.access.authentication.IntactAccountBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.CommonPasswordValidator",
        "OPTIONS": {"password_list_path": PACKAGE / "platform/signin/breached_passwords.txt.gz"},
    },
    {"NAME": "handrail.platform.signin.password_words.KnownWordsValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
INVITATION_DAYS = env.get_number_variable(
    "HANDRAIL_INVITATION_DAYS", 7
)  # ours; so long the link of a mail lasts
ACCESS_REVIEW_DAYS = env.get_number_variable(
    "HANDRAIL_ACCESS_REVIEW_DAYS", 365
)  # ours; then access is confirmed again
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "handrail.platform.signin.adapters.SignInAdapter"
SOCIALACCOUNT_ADAPTER = "handrail.platform.signin.adapters.OrganisationSignInAdapter"
OPENID_PROVIDERS = env.get_openid_providers(
    "HANDRAIL_OPENID_PROVIDERS"
)  # none: sign-in by organisations is off
SOCIALACCOUNT_PROVIDERS = {"openid": {"APPS": OPENID_PROVIDERS}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # nobody is found by an address that somebody else says is theirs
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_QUERY_EMAIL = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",  # a force may share an address
    "login_failed": "5/300s/key",
    "reset_password": "300/m/ip,5/h/key",
}
MFA_ADAPTER = "handrail.platform.access.authentication.SealedMFAAdapter"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * env.get_number_variable("HANDRAIL_ASK_AGAIN_MINUTES", 10)
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds; ours
INVITATION_TIMEOUT = 7 * 24 * 60 * 60  # seconds; ours
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]  # recovery codes are ours (platform/signin/recovery_codes.py)
TOTP_ALGORITHMS = (  # of codes of apps: the first is that of new ones
    ["sha1", "sha256"] if env.get_flag_variable("HANDRAIL_TOTP_SHA1", default=False) else ["sha256"]
)
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey signs in by itself: it must know its user
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
PASSKEYS_BY_RSA = env.get_flag_variable(
    "HANDRAIL_PASSKEYS_BY_RSA", default=False
)  # keys of 2,048 bits, which are all that some computers with Windows Hello make
MFA_FORMS = {
    "add_webauthn": "handrail.platform.signin.passkeys.AddPasskeyForm",
    "login_webauthn": "handrail.platform.signin.passkeys.SignInByPasskeyForm",
    "authenticate_webauthn": "handrail.platform.signin.passkeys.SecondFactorByPasskeyForm",
    "authenticate": "handrail.platform.signin.code_forms.SecondFactorCodeForm",
    "reauthenticate": "handrail.platform.signin.code_forms.ReauthenticateByCodeForm",
    "activate_totp": "handrail.platform.signin.code_forms.SetUpAuthenticatorAppForm",
    "reauthenticate_webauthn": "handrail.platform.signin.passkeys.ReauthenticateByPasskeyForm",
}
MFA_TOTP_ISSUER = "Handrail"
SESSIONS_AT_MOST = env.get_number_variable(
    "HANDRAIL_SESSIONS_AT_MOST", 100 if TRAINING else 5
)  # of one account; the one that was used longest ago ends first. Many share an invented one
REQUESTS_A_MINUTE = env.get_number_variable(
    "HANDRAIL_REQUESTS_A_MINUTE", 300
)  # an account or, signed out, an address; counted by each worker; 0: no limit
FILES_IN_TEN_MINUTES = env.get_number_variable(
    "HANDRAIL_FILES_IN_TEN_MINUTES", 60
)  # pages that make a file (COSTLY_PAGES), in the same way
COSTLY_PAGES = "handrail.site.costly_pages.COSTLY_PAGES"
TASKS = {
    "default": {
        "BACKEND": "handrail.platform.background_tasks.backend.DatabaseTaskBackend",
        "OPTIONS": {"TASKS": "handrail.site.file_tasks.FILE_TASKS"},
    }
}  # files that `handrail work` makes beside the pages
REFUSALS_AT_MOST = env.get_number_variable(
    "HANDRAIL_REFUSALS_AT_MOST", 30
)  # an account, ten minutes; 0: no limit
SEARCHES_AT_MOST = env.get_number_variable("HANDRAIL_SEARCHES_AT_MOST", 40)
UNUSUAL_USE = {  # from how many on a day somebody is asked to look (people/unusual_use/unusual_use_rules.py)
    "cases": env.get_number_variable("HANDRAIL_UNUSUAL_CASES", 15),
    "times_usual": env.get_number_variable("HANDRAIL_UNUSUAL_TIMES_USUAL", 3),
    "night_cases": env.get_number_variable("HANDRAIL_UNUSUAL_NIGHT_CASES", 3),
    "nights_of_a_shift": env.get_number_variable("HANDRAIL_UNUSUAL_NIGHTS_OF_A_SHIFT", 3),
    "unlinked_cases": env.get_number_variable("HANDRAIL_UNUSUAL_UNLINKED_CASES", 5),
    "searches": env.get_number_variable("HANDRAIL_UNUSUAL_SEARCHES", 20),
    "refusals": env.get_number_variable("HANDRAIL_UNUSUAL_REFUSALS", 10),
}
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]  # which stands for the account, or the account on a known device
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # no count by address, on purpose: platform/signin/device_cookie.py
AXES_USERNAME_CALLABLE = "handrail.platform.signin.device_cookie.get_key_to_count_failed_sign_ins"
AXES_LOCKOUT_CALLABLE = "handrail.platform.signin.views.lockout_and_second_factor.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False
CACHES = {
    "default": {"BACKEND": "handrail.platform.access.database_cache.JsonDatabaseCache"}
}  # used codes and wrong tries, known to every worker
SESSION_ENGINE = "handrail.platform.access.sessions"  # the database holds hashes of the keys alone
SESSION_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = (
    "handrail.platform.i18n.message_storage.BilingualMessages"  # in the session, never in a cookie
)
# A cookie whose name begins so is taken from this very host alone, and over TLS alone.
COOKIE_PREFIX, COOKIE_PREFIX_OF_PATHS = ("__Host-", "__Secure-") if BEHIND_TLS else ("", "")
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_NAME, CSRF_COOKIE_HTTPONLY = f"{COOKIE_PREFIX}csrftoken", True
LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_SAMESITE = f"{COOKIE_PREFIX}handrail_language", "Lax"
LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_HTTPONLY = BEHIND_TLS, True
# How long a session lasts in any case and without use, and how soon whoever acts on something sensitive is asked again.
# The periods are ours: OWASP ASVS 5.0 (7.1.1, 7.3.1, 7.3.2, 7.5.3) asks that there are such limits, and sets none.
SESSION_COOKIE_AGE = 60 * 60 * env.get_number_variable("HANDRAIL_SESSION_HOURS", 10)
SESSION_IDLE_SECONDS = 60 * env.get_number_variable("HANDRAIL_IDLE_MINUTES", 30)
ASK_AGAIN_SECONDS = ACCOUNT_REAUTHENTICATION_TIMEOUT
SESSION_USE_NOTED_SECONDS = 60  # a page a second writes once a minute that a session is in use
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "handrail.platform.ui.draft_recovery.handle_failed_csrf_check"
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.get_flag_variable("HANDRAIL_HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.get_flag_variable("HANDRAIL_HSTS_PRELOAD", default=False)
SECURE_SSL_REDIRECT = BEHIND_TLS
MACHINE_PATHS = ("/api/",)  # asked by programs: in clear they are refused, and not led on to https
SECURE_REDIRECT_EXEMPT = [r"^api/", r"^health/(live|ready)$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": ["'none'"],
    "object-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'", *(one["settings"]["origin"] for one in OPENID_PROVIDERS)],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}

# --- mail (see docs/running.md): names nobody, and without a server it is kept as files -----------------------
ADDRESS = env.get_text_variable("HANDRAIL_ADDRESS", "http://localhost:8000")
DEFAULT_FROM_EMAIL = env.get_text_variable("HANDRAIL_MAIL_FROM", "handrail@localhost")
OUTBOX_LINKS = {  # links that let their reader in: made when the mail is sent, and kept nowhere
    "password_reset": "handrail.platform.signin.password_links.make_reset_path",
    "invitation": "handrail.platform.signin.password_links.make_first_password_path",
    "invited": "handrail.platform.administration.invitation_links.make_invitation_path_of_message",
}
MAILERS = {"default": mail.get_email_settings(VAR / "mail")}
TEXT_MESSAGES = mail.get_text_message_service("HANDRAIL_TEXT_MESSAGES")  # none: nobody gets a text message
DELIVERY_REPORTS_TOKEN = env.read_variable("HANDRAIL_DELIVERY_REPORTS_TOKEN")  # without one none are taken
MAIL_SERVICE = mail.get_mail_service_name()  # of anymail, whose delivery reports are understood
ANYMAIL = {"WEBHOOK_SECRET": f"handrail:{DELIVERY_REPORTS_TOKEN}"}

CALENDAR_SOURCES = (  # what goes into a person's own calendar, by kind and time alone
    "handrail.people.contacts.calendar_entries.iterate_own_contacts_and_tasks",
    "handrail.people.deployment.calendar_entries.iterate_own_deployments",
    "handrail.people.conferences.calendar_entries.iterate_own_conference_meetings",
    "handrail.areas.partnerships.calendar_entries.iterate_own_group_meetings",
)

FEED_HOSTS = env.get_list_variable(
    "HANDRAIL_FEED_HOSTS", []
)  # from which lists of services may be fetched; * for every public one

# --- referrals to providers without an account -----------------------------------------------------------------
REFERRAL_LINK_DAYS = env.get_number_variable("HANDRAIL_REFERRAL_LINK_DAYS", 7)
REFERRAL_REMINDER_DAYS = env.get_number_variable("HANDRAIL_REFERRAL_REMINDER_DAYS", 5)

# --- opening a case in an emergency (decisions/emergency-access.md): ours, no law sets them -----------------------
EMERGENCY_ROLES = env.get_list_variable(
    "HANDRAIL_EMERGENCY_ROLES",
    ["navigator", "co_ordinator", "support_worker", "officer", "liaison_officer", "duty_lead"],
)
EMERGENCY_HOURS = env.get_number_variable("HANDRAIL_EMERGENCY_HOURS", 4)
EMERGENCY_TRIES_AN_HOUR = env.get_number_variable("HANDRAIL_EMERGENCY_TRIES", 5)

# --- requests for information between support and investigation: ours, no source for either was found -----------
INFORMATION_REQUEST_DAYS = env.get_number_variable("HANDRAIL_INFORMATION_REQUEST_DAYS", 14)
INFORMATION_ANSWER_DAYS = env.get_number_variable("HANDRAIL_INFORMATION_ANSWER_DAYS", 90)

# --- papers that are sent to us: never on a disk in clear -------------------------------------------------------
FILE_UPLOAD_HANDLERS = ["handrail.platform.files.uploads.InMemoryUploadHandler"]
OBJECT_STORE = env.get_object_store_address("HANDRAIL_OBJECT_STORE")  # none: documents stay in the database
METRICS_TOKEN = env.read_variable("HANDRAIL_METRICS_TOKEN")  # without one there are no metrics
SCANNER = env.get_virus_scanner_address(
    "HANDRAIL_SCANNER"
)  # a command, or clamd:/path/to/socket; without it papers stay unscanned

# --- how pages are made ----------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "handrail.platform.i18n.template_backend.BilingualTemplateEngine",
        "NAME": "jinja2",
        "DIRS": sorted(
            str(path)
            for path in PACKAGE.glob("**/templates")
            if path.parent.name != "documents"  # has an environment of its own
        ),
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "handrail.platform.ui.jinja_environment.make_environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "handrail.platform.ui.navigation.layout_context_processor",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ],
        },
    },
]
REFUSE_QUERIES_IN_TEMPLATES = False  # tests switch it on: a page has all its rows before it is drawn
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [str(PACKAGE / "platform" / "ui" / "static")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"/built/[\w-]+\.[0-9a-f]{12}\.(css|js)$"  # named by what is in them
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our own pages alone use them
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "handrail.platform.ui.built_files.BuiltFilesStorage"},
}

# --- what is told to operators (never what a page showed, never a form): docs/security/logs.md --------------
TRAIL_IN_LOG = env.get_flag_variable(
    "HANDRAIL_TRAIL_IN_LOG", default=False
)  # the sealer also writes each record there, for a collector elsewhere
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "handrail.site.log_format.JsonLineFormatter"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["err"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "handrail.trail": {"level": "INFO"},
    },
}
