"""The numbering and the parts of a report: what is missing, stands twice, or is not what was announced."""

from typing import Final

from taizhang.domain.checking.types.probing import Probe
from taizhang.domain.checking.types.structure.announced import announced_counts
from taizhang.domain.checking.types.structure.inline import inline_numbers
from taizhang.domain.checking.types.structure.numbering import heading_numbers
from taizhang.domain.checking.types.structure.sections import sections, title_twice
from taizhang.domain.checking.types.structure.sequences import item_sequences
from taizhang.domain.checking.types.structure.whole import length_claim, unsigned

PROBES: Final = (
    Probe(frozenset({"heading_first", "sub_heading_first", "heading_repeat", "heading_skip"}), heading_numbers),
    Probe(frozenset({"item_first", "item_skip", "item_repeat", "item_alone", "item_without_mark"}), item_sequences),
    Probe(frozenset({"inline_skip"}), inline_numbers),
    Probe(frozenset({"heading_without_text", "empty_section", "heading_twice", "level_jump"}), sections),
    Probe(frozenset({"title_twice"}), title_twice),
    Probe(frozenset({"announced_count"}), announced_counts),
    Probe(frozenset({"length_claim"}), length_claim),
    Probe(frozenset({"unsigned"}), unsigned),
)
