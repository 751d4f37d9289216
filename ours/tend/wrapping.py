"""Words in a box of a drawing, where nothing wraps by itself."""


def wrapped(words: str, width: int, most: int) -> list[str]:
    """At most `most` lines of at most `width` letters; what does not fit is cut with "…"."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    cut = len(lines) > most
    lines = [line if len(line) <= width else f"{line[: width - 1]}…" for line in lines[:most]]
    if cut and not lines[-1].endswith("…"):
        lines[-1] = f"{lines[-1][: width - 1].rstrip()}…"
    return lines
