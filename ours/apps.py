"""The one Django app of the product."""

from django.apps import AppConfig


class OursConfig(AppConfig):
    name = "ours"
    verbose_name = "Ours"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from ours.active import look_quickly
        from ours.frame import returning as opinions
        from ours.listen import acts as listening
        from ours.own import acts as owning_acts
        from ours.own import signs as owning
        from ours.people import mailing, partings, promises
        from ours.post import notices, writing
        from ours.problem import care, gap, history, returning
        from ours.solve import initiative_acts as changes
        from ours.solve.models import Constraint
        from ours.table import course
        from ours.table import gap as table_gap
        from ours.table.search import documents
        from ours.tend import spread_acts as spreading
        from ours.tend import weeding_acts as weeding
        from ours.tend import weeds

        look_quickly()
        # The spine knows nothing of what follows from a deed; these ask to be told inside its transaction.
        history.tell(returning.on_event)
        history.tell(opinions.on_event)
        history.tell(course.on_event)
        history.tell(spreading.on_event)
        history.tell(owning.on_event)
        history.tell(notices.on_event)
        history.tell(documents.on_event)
        documents.listen()
        post_migrate.connect(documents.make, sender=self, dispatch_uid="ours.search")
        mailing.carried_by(writing.write)
        promises.followed_by(care.follow_promises)
        promises.followed_by(spreading.on_promises)
        partings.followed_by(owning.on_parting)
        weeding.carried_by(do=owning_acts.commit, ask=listening.ask)
        weeds.held_by(lambda: Constraint.objects.filter(lifted_at__isnull=True))
        partings.followed_by(changes.on_parting)
        gap.read_by(table_gap.read)
