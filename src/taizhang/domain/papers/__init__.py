"""Papers (送审稿): any text that goes out. Its words by paragraphs, and the states of its way."""
