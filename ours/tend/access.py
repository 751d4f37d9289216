"""The door to what both sides share about an engagement (`problem/engagements.py`)."""

from ours.problem.engagements import at_the_engagement as at_the_engagement
from ours.problem.engagements import problems_in as problems_in
from ours.problem.engagements import shared_engagement_for as shared_engagement_for
