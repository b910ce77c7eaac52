"""Settings as one short story: where data lives, who may come in, how pages are made.

Everything that differs between places comes from the environment (see docs/running.md); with nothing set,
Handrail runs on this machine alone, on SQLite under var/, with keys that it makes for itself.
"""

from pathlib import Path

from handrail.site import environment as env

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(env.text("HANDRAIL_VAR", str(ROOT / "var")))
WEB = Path(__file__).resolve().parents[1] / "web"
VAR.mkdir(parents=True, exist_ok=True)

# --- secrets ---------------------------------------------------------------------------------------------
SECRET_KEY = env.secret("HANDRAIL_SECRET_KEY", VAR / "secrets" / "django.key")
VAULT_MASTER_KEY = env.secret("HANDRAIL_VAULT_MASTER_KEY", VAR / "secrets" / "vault-master.key")
AUDIT_KEY = env.secret("HANDRAIL_AUDIT_KEY", VAR / "secrets" / "audit.key")
AUDIT_HEADS = Path(env.text("HANDRAIL_AUDIT_HEADS", str(VAR / "audit-heads.log")))

# --- where data lives ------------------------------------------------------------------------------------
DATABASES = {
    "default": env.database("HANDRAIL_DATABASE_URL", VAR / "handrail.sqlite3"),
    "keys": env.database("HANDRAIL_KEYS_DATABASE_URL", VAR / "keys.sqlite3", outlives_power_cuts=True),
}
env.apart(DATABASES)
DATABASE_ROUTERS = ["handrail.vault.router.KeyStoreRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- this place ------------------------------------------------------------------------------------------
DEBUG = env.flag("HANDRAIL_DEBUG", default=False)
ALLOWED_HOSTS = env.words("HANDRAIL_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.words("HANDRAIL_ORIGINS", [])
BEHIND_TLS = env.flag("HANDRAIL_TLS", default=False)
PROXIES = env.words("HANDRAIL_PROXIES", [])  # that are believed when they say whom they ask for
TRAINING = env.flag("HANDRAIL_TRAINING", default=False)  # the band that says every person is invented
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
TIME_ZONE = "Europe/London"
USE_I18N = True
LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_SAMESITE = "handrail_language", "Lax"
LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_HTTPONLY = BEHIND_TLS, True
WELSH_DRAFTS = env.flag(
    "HANDRAIL_WELSH_DRAFTS", default=TRAINING
)  # shows Welsh that no translator has checked
USE_TZ = True

# --- packages, from the ground up ------------------------------------------------------------------------
INSTALLED_APPS = [
    "handrail.reference",
    "handrail.vault",
    "handrail.audit",
    "handrail.access",
    "handrail.documents",
    "handrail.messages",
    "handrail.followups",
    "handrail.files",
    "handrail.directory",
    "handrail.directory.housing",
    "handrail.directory.funds",
    "handrail.directory.stores",
    "handrail.casework",
    "handrail.provision.places",
    "handrail.provision.money",
    "handrail.provision.bags",
    "handrail.nrmform",
    "handrail.recovery",
    "handrail.linking",
    "handrail.caseload",
    "handrail.assurance.recommendations",
    "handrail.assurance.oversight",
    "handrail.assurance.calls",
    "handrail.assurance.practices",
    "handrail.assurance.reports",
    "handrail.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "handrail.web.sent.SentMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "handrail.web.languages.choice.LanguageMiddleware",
    "handrail.web.signin.hiding.HiddenMiddleware",
    "handrail.web.door.SecondFactorMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "handrail.site.urls"
WSGI_APPLICATION = "handrail.site.wsgi.application"

# --- who may come in -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "handrail.access.signin.ClosedAccounts"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "handrail.access.signin.SealedSecrets"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Handrail"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "handrail.access.signin.attempted_email"
AXES_LOCKOUT_CALLABLE = "handrail.web.signin.pages.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False
CACHES = {
    "default": {"BACKEND": "handrail.access.actions_shared.SharedByAll"}
}  # used codes and wrong tries, known to every worker
SESSION_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "handrail.web.languages.told.BothLanguages"  # in the session, never in a cookie
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "handrail.web.signin.kept.csrf_failed"
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}

# --- mail (see docs/running.md): names nobody, and without a server it is kept as files -----------------------
ADDRESS = env.text("HANDRAIL_ADDRESS", "http://localhost:8000")
DEFAULT_FROM_EMAIL = env.text("HANDRAIL_MAIL_FROM", "handrail@localhost")
MAILERS = {"default": env.mailer(VAR / "mail")}

# --- papers that are sent to us: never on a disk in clear -------------------------------------------------------
FILE_UPLOAD_HANDLERS = ["handrail.web.uploads.InMemory"]
SCANNER = env.text(
    "HANDRAIL_SCANNER", ""
)  # a command, or clamd:/path/to/socket; without it papers stay unscanned

# --- how pages are made ----------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "handrail.web.languages.backend.TwoLanguages",
        "NAME": "jinja2",
        "DIRS": sorted(str(path) for path in WEB.glob("**/templates")),
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "handrail.web.design.environment.make",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
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
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [str(WEB / "design" / "static")]
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- what is told to operators (never what a page showed, never a form) ------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["err"], "level": "WARNING"},
}
