"""The one Django app of the product."""

from django.apps import AppConfig


class OursConfig(AppConfig):
    name = "ours"
    verbose_name = "Ours"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from ours.active import look_quickly
        from ours.cases import following
        from ours.cases import record as case_record
        from ours.frame import returning as opinions
        from ours.listen import acts as listening
        from ours.listen import answering
        from ours.own import acts as owning_acts
        from ours.own import signs as owning
        from ours.people import mailing, partings, promises
        from ours.portfolio import following as counting
        from ours.portfolio import tallies
        from ours.post import notices, writing
        from ours.problem import alike, care, gap, history, holding, returning, tried
        from ours.prove import lasting_acts as lasting
        from ours.shortcuts import take_shortcuts
        from ours.solve import attempt_acts as trying
        from ours.solve import idea_acts
        from ours.solve import initiative_acts as changes
        from ours.solve import reading as ways_out
        from ours.sqlite import open_anew_after_errors
        from ours.table import course, story
        from ours.table import gap as table_gap
        from ours.table.search import documents
        from ours.table.similar import beside, traces
        from ours.tend import spread_acts as spreading
        from ours.tend import weeding_acts as weeding
        from ours.tend import weeds

        look_quickly()
        take_shortcuts()
        open_anew_after_errors()
        # The spine knows nothing of what follows from a deed; these ask to be told inside its transaction.
        history.tell(returning.on_event)
        history.tell(opinions.on_event)
        history.tell(lasting.on_event)
        history.tell(course.on_event)
        history.tell(spreading.on_event)
        history.tell(owning.on_event)
        history.tell(notices.on_event)
        history.tell(counting.on_event)
        history.tell(documents.on_event)
        documents.listen()
        post_migrate.connect(documents.make, sender=self, dispatch_uid="ours.search")
        post_migrate.connect(tallies.make, sender=self, dispatch_uid="ours.portfolio")
        mailing.carried_by(writing.write)
        promises.followed_by(holding.before_promises)
        promises.followed_by(care.follow_promises)
        promises.followed_by(spreading.on_promises)
        partings.followed_by(holding.before_parting)
        partings.followed_by(owning.on_parting)
        answering.ideas_given_by(idea_acts.give)
        weeding.carried_by(do=owning_acts.commit, ask=listening.ask)
        lasting.carried_by(may_come_again=trying.may_come_again, come_again=trying.come_again)
        weeds.held_by(ways_out.in_the_way)
        partings.followed_by(changes.on_parting)
        gap.read_by(table_gap.read)
        tried.read_by(ways_out.tried)
        case_record.told_by(story.tell)
        following.follow(traces.on_case)
        alike.found_by(beside.beside)
