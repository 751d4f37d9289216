"""The table of contents: every record of every room."""

from ours.aside.models import *  # noqa: F403
from ours.cases.models import *  # noqa: F403
from ours.frame.models import *  # noqa: F403
from ours.listen.models import *  # noqa: F403
from ours.own.models import *  # noqa: F403
from ours.people.models import *  # noqa: F403
from ours.portfolio.models import Fact as Fact
from ours.portfolio.models import Tally as Tally
from ours.post.models import *  # noqa: F403
from ours.problem.measures import *  # noqa: F403
from ours.problem.models import *  # noqa: F403
from ours.prove.models import *  # noqa: F403
from ours.reflect.models import *  # noqa: F403
from ours.schedule.models import *  # noqa: F403
from ours.solve.models import *  # noqa: F403
from ours.table.similar.models import *  # noqa: F403
from ours.tend.models import *  # noqa: F403
from ours.wording.models import *  # noqa: F403
