"""Handing over to who decides: a frozen version anyone can check, with what people did not agree on."""
