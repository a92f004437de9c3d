def content() -> dict:
    return {}
