"""The interview: what a draft leaves unsaid is asked, and every fact keeps who said it."""
