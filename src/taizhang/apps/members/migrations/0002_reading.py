from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0001_initial"),
        ("organizations", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="memberdescription",
            index=models.Index(
                condition=models.Q(("known_until__isnull", False)), fields=["known_until"], name="description_closed"
            ),
        ),
        migrations.AddIndex(
            model_name="memberevent",
            index=models.Index(fields=["member", "day"], name="event_member_day"),
        ),
        migrations.AddIndex(
            model_name="memberevent",
            index=models.Index(
                condition=models.Q(("known_until__isnull", False)), fields=["known_until"], name="event_closed"
            ),
        ),
    ]
