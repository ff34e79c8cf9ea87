from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0002_reading")]

    operations = [
        migrations.AddField(
            model_name="memberdescription",
            name="joined_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="memberdescription",
            name="full_since",
            field=models.DateField(null=True),
        ),
    ]
