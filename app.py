"""The chat: ``streamlit run app.py``."""

from assistant.ui.page import render

render()
