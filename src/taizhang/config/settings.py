from datetime import timedelta

import taizhang.config.checks  # noqa: F401 (registers what must hold before anything starts)
from taizhang.config.databases import database
from taizhang.config.environment import read_environment, secret_key

ENVIRONMENT = read_environment()
"""What the installation's owner chose; the faces read the business day and the mode here."""

SECRET_KEY = secret_key(ENVIRONMENT)
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "taizhang.apps.audit",
    "taizhang.apps.accounts",
    "taizhang.apps.runs",
    "taizhang.apps.rulebooks",
    "taizhang.apps.organizations",
    "taizhang.apps.members",
    "taizhang.apps.ledger",
    "taizhang.apps.checks",
    "taizhang.apps.reports",
    "taizhang.apps.papers",
    "taizhang.faces.web",
    "taizhang.faces.web.shell",
    "taizhang.faces.web.pages.desk",
    "taizhang.faces.web.pages.figures",
    "taizhang.faces.web.pages.owed",
    "taizhang.faces.web.pages.accounts",
    "taizhang.faces.web.pages.search",
    "taizhang.faces.web.pages.system",
    "taizhang.faces.web.pages.rules",
    "taizhang.faces.web.pages.members",
    "taizhang.faces.web.pages.organizations",
    "taizhang.faces.web.pages.ledger",
    "taizhang.faces.web.pages.reports",
    "taizhang.faces.web.pages.papers",
    "taizhang.faces.web.pages.checking",
]

MIDDLEWARE = [
    # First, so that nothing leaves without the content security policy, static files and errors included.
    "taizhang.faces.web.shell.headers.HeadersMiddleware",
    "taizhang.faces.web.shell.methods.KnownMethodsMiddleware",
    "taizhang.faces.web.shell.one_look.OneLookMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "taizhang.apps.accounts.middleware.SessionLimits",
    "taizhang.faces.web.pages.accounts.middleware.OwnPasswordFirst",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Last, so that it hears first what a view raises.
    "taizhang.faces.web.shell.refusals.RefusalsMiddleware",
]

ROOT_URLCONF = "taizhang.config.urls"
WSGI_APPLICATION = "taizhang.config.wsgi.application"

TEMPLATES = [
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

# Each use-case opens its own short transaction; a GET opens none.
ATOMIC_REQUESTS = False
DATABASES = {"default": database(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["taizhang.apps.accounts.backends.AccountBackend"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "root"
CSRF_FAILURE_VIEW = "taizhang.faces.web.shell.errors.stale_form"
PASSWORD_HASHERS = ["taizhang.apps.accounts.hashing.OneAtATime"]
PASSWORD_POLICY = ENVIRONMENT.password_policy

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Plain names: hashed ones break on each source map a vendor forgot, and every asset is inside the package.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
# Other sites have no business with our files.
WHITENOISE_ALLOW_ALL_ORIGINS = False

MEDIA_ROOT = str(ENVIRONMENT.attachments)
# One body never fills the memory; attachments are streamed to a file well before.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 250
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

SESSION_COOKIE_AGE = int(timedelta(hours=8).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "taizhang_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_NAME = "taizhang_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = ENVIRONMENT.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
