"""What must not leave the house: marks of secrecy, numbers that belong to a person, names beside what burdens them."""

from taizhang.domain.checking.secrecy.blocking import blocks_release
from taizhang.domain.checking.secrecy.marks import secrecy_marks
from taizhang.domain.checking.secrecy.numbers import personal_numbers
from taizhang.domain.checking.secrecy.people import burdened_names
from taizhang.domain.checking.secrecy.sighting import Sensitive

__all__ = ["Sensitive", "blocks_release", "burdened_names", "personal_numbers", "secrecy_marks"]
