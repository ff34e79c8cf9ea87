from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="post",
            name="title",
            field=models.CharField(
                choices=[
                    ("secretary", "书记"),
                    ("deputy_secretary", "副书记"),
                    ("organization_member", "组织委员"),
                    ("publicity_member", "宣传委员"),
                    ("discipline_member", "纪检委员"),
                    ("committee_member", "委员"),
                    ("group_leader", "党小组长"),
                    ("party_worker", "专职党务工作者"),
                    ("part_time_worker", "兼职党务工作者"),
                    ("head", "组长"),
                    ("deputy_head", "副组长"),
                    ("member", "成员"),
                ],
                max_length=30,
            ),
        ),
    ]
