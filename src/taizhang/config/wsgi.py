import os

from django.core.wsgi import get_wsgi_application

from taizhang.faces.web.collecting import CollectingWhenQuiet

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")

application = CollectingWhenQuiet(get_wsgi_application())
