"""A page that shows each line of text escaped: as a paragraph, as a button and as an error message."""

import streamlit as st

from assistant.ui.text import literal

LINES = (
    "$21.50 to $29.00 and $x$",
    "~20 days~ ~~gone~~",
    ":red[urgent] :smile: :material/home: :blue-badge[x] :small[y] :streamlit:",
    "a -- b -> c <- d >= <= ~= ---",
    "<b>bold</b> &amp; <!-- c -->",
    "`code` *em* _em_ **b** __b__",
    "# heading",
    "1. one",
    "- item",
    "[x](y) ![i](x.png) [^1]",
    "a | b",
    "> quote",
    r"\$5 \\ back",
    "[1] Minn. Stat. 43A.08, subd. 1(9) — “the quote …”",
)

if __name__ == "__main__":
    for number, line in enumerate(LINES):
        with st.container(key=f"paragraph-{number}"):
            st.markdown(literal(line))
        with st.container(key=f"button-{number}"):
            st.button(literal(line), key=f"b{number}")
        with st.container(key=f"error-{number}"):
            st.error(literal(line))
