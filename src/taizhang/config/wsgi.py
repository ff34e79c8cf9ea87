import os

from django.core.wsgi import get_wsgi_application

from taizhang.faces.web.collecting import CollectingWhenQuiet
from taizhang.faces.web.slow_bodies import BodiesInTime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")

application = CollectingWhenQuiet(BodiesInTime(get_wsgi_application()))
