"""What the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from handrail.site.letters import only_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")
application = only_utf8(get_wsgi_application())
