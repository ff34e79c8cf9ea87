"""Punctuation as GB/T 15834-2011 and GB/T 9704-2012 want it, as far as a program can be sure."""

from typing import Final

from taizhang.domain.checking.types.probing import Probe
from taizhang.domain.checking.types.punctuation.enclosures import brackets, titles, year_brackets
from taizhang.domain.checking.types.punctuation.endings import endings, title_mark
from taizhang.domain.checking.types.punctuation.half_width import half_width_marks
from taizhang.domain.checking.types.punctuation.listing import (
    colons,
    heading_clauses,
    mixed_enumerations,
    separators,
)
from taizhang.domain.checking.types.punctuation.ordinals import inline_brackets, ordinal_marks
from taizhang.domain.checking.types.punctuation.quotes import quotes
from taizhang.domain.checking.types.punctuation.runs import (
    dashes,
    doubled_marks,
    ellipses,
    joined_items,
    stray_marks,
    title_commas,
)

PROBES: Final = (
    Probe(frozenset({"half_width_mark", "half_width_stop", "half_width_bracket"}), half_width_marks),
    Probe(frozenset({"straight_quotes", "quote_direction", "quote_nesting", "quote_unpaired"}), quotes),
    Probe(frozenset({"title_nesting", "title_angle", "title_unpaired"}), titles),
    Probe(frozenset({"bracket_unpaired", "bracket_width"}), brackets),
    Probe(frozenset({"year_brackets"}), year_brackets),
    Probe(frozenset({"doubled_mark"}), doubled_marks),
    Probe(frozenset({"wrong_ellipsis", "etc_with_ellipsis"}), ellipses),
    Probe(frozenset({"wrong_dash", "range_hyphen", "range_dash"}), dashes),
    Probe(frozenset({"joined_items"}), joined_items),
    Probe(frozenset({"stray_mark"}), stray_marks),
    Probe(frozenset({"title_comma"}), title_commas),
    Probe(frozenset({"title_mark"}), title_mark),
    Probe(frozenset({"bracketed_ordinal", "chinese_ordinal", "arabic_ordinal", "worded_ordinal"}), ordinal_marks),
    Probe(frozenset({"bracketed_ordinal"}), inline_brackets),
    Probe(
        frozenset(
            {
                "mark_at_line_start",
                "broken_line",
                "semicolon_end",
                "missing_end_mark",
                "lead_in",
                "lead_in_stop",
                "heading_mark",
                "heading_stop",
            }
        ),
        endings,
    ),
    Probe(frozenset({"item_comma", "stop_in_item"}), separators),
    Probe(frozenset({"mixed_enumeration"}), mixed_enumerations),
    Probe(frozenset({"heading_clauses"}), heading_clauses),
    Probe(frozenset({"second_colon"}), colons),
)
