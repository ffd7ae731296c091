#!/usr/bin/env python3
"""Makes Teikn.ttf (with fontTools): characters without width or ink, which stand around words that were taken out or put
in, and in the first cell of rows that were. What they say is written in the PDF by src/pdf/finish/signs.rs."""

import pathlib

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph

CHARACTERS = {0x27E6: "taken_out", 0x27EA: "put_in", 0x27E7: "end", 0x27EC: "row_taken_out", 0x27EE: "row_put_in", 0x27EB: "blank"}

font = FontBuilder(1000, isTTF=True)
names = [".notdef", *CHARACTERS.values()]
font.setupGlyphOrder(names)
font.setupCharacterMap(CHARACTERS)
font.setupGlyf({name: Glyph() for name in names})
font.setupHorizontalMetrics({name: (0, 0) for name in names})
font.setupHorizontalHeader(ascent=750, descent=-250)
font.setupNameTable({"familyName": "Teikn", "styleName": "Regular", "psName": "Teikn-Regular"})
font.setupOS2(sTypoAscender=750, sTypoDescender=-250, usWinAscent=750, usWinDescent=250, fsType=0)
font.setupPost()
font.font.recalcTimestamp = False
font.font["head"].created = font.font["head"].modified = 0
font.save(pathlib.Path(__file__).with_name("Teikn.ttf"))
