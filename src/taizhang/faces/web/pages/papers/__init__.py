"""The pages of papers (送审稿): 三审三校 for any text that goes out."""
