"""What the web server calls."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import resolve

from handrail.platform.parsers.parser_process import start_parser_process
from handrail.site.outgoing_hosts import list_outgoing_hosts, refuse_other_outgoing_connections
from handrail.site.proxy_headers import trust_proxy_headers
from handrail.site.utf8_guard import refuse_other_encodings

os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")
application = trust_proxy_headers(refuse_other_encodings(get_wsgi_application()), settings.PROXIES)
refuse_other_outgoing_connections(list_outgoing_hosts())
start_parser_process()
resolve("/")  # every page is imported before the worker takes its first request
