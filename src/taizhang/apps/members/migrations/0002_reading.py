from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0001_initial"),
        ("organizations", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="memberdescription",
            index=models.Index(fields=["known_until"], name="description_known_until"),
        ),
        migrations.AddIndex(
            model_name="memberevent",
            index=models.Index(fields=["member", "day"], name="event_member_day"),
        ),
        migrations.AddIndex(
            model_name="memberevent",
            index=models.Index(fields=["known_until"], name="event_known_until"),
        ),
    ]
