"""Official documents out: .docx and PDF in the layout of GB/T 9704-2012.

What the standard says is a value here; what practice says (28.95 points a line, the fonts' names) is named as such.
"""
