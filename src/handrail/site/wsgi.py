"""What the web server calls."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from handrail.site.forwarded import for_whom
from handrail.site.letters import only_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")
application = for_whom(only_utf8(get_wsgi_application()), settings.PROXIES)
