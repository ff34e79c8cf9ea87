"""Papers (送审稿): 三审三校 for any text that goes out, beside the duty reports."""
