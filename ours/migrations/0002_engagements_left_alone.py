from django.db import migrations, models
from django.db.models import Exists, OuterRef
from django.utils import timezone


def note(apps, schema_editor):
    """Engagements that nobody is on by now."""
    on_it = apps.get_model("ours", "Crew").objects.filter(engagement=OuterRef("pk"), ended_at__isnull=True)
    apps.get_model("ours", "Engagement").objects.filter(~Exists(on_it)).update(left_alone_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("ours", "0001_initial")]

    operations = [
        migrations.AddField("engagement", "left_alone_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddIndex(
            "engagement",
            models.Index(
                condition=models.Q(("ended_at__isnull", True), ("left_alone_at__isnull", False)),
                fields=["firm"],
                name="engagement_left_alone",
            ),
        ),
        migrations.RunPython(note, migrations.RunPython.noop, elidable=True),
    ]
