#!/usr/bin/env python3
"""Django's own commands, for contributors; everybody else uses `ours`."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ours.settings")
execute_from_command_line(sys.argv)
